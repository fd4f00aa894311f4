import type { Evidence } from './evidence.ts';
import type { Gap } from './gap.ts';
import type { Subject } from './subject.ts';

/** A container of a pod, with what is known of how it fares. */
export interface ContainerChoice {
  pod: string;
  container: string;
  /** "running for 4 min, 7 restarts, the last run ended by OOMKilled (exit code 137)"; empty when not known. */
  state: string;
  /** Whether it does not run as it should, or ended lately. */
  isTroubled: boolean;
  /** Whether there is a run before the present one. */
  hasPrevious: boolean;
}

/** Lines of a log that say the same but for numbers and times. */
export interface LogGroup {
  /** The newest of them, verbatim. */
  text: string;
  level: 'error' | 'warning';
  count: number;
  /** Whether the newest stands in the run before the present one. */
  previous: boolean;
}

/** What a container wrote last, in this run and in the one before; a run whose log was not read or is not there is missing. */
export interface PodLog {
  subject: Subject;
  chosen: ContainerChoice;
  /** Other pods and containers of the subject that could be looked at. */
  others: ContainerChoice[];
  /** Oldest line first. */
  current?: Evidence<string[]>;
  previous?: Evidence<string[]>;
  /** Lines that stand out, most telling first. */
  errors: LogGroup[];
  gaps: Gap[];
}
