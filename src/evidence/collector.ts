import type { Azure } from '../azure/azure.ts';
import type { Evidence, Window } from '../model/evidence.ts';
import type { Subject } from '../model/subject.ts';

/** Reads one fact about a subject and does not judge it. Throws UpstreamError; the caller makes that a Gap. */
export interface Collector<Name extends string, T> {
  name: Name;
  /** Noun phrase for a person: what is missing when the read fails. */
  what: string;
  /** Whether it reads all that is in the subject's namespace or cluster, and so the same for every subject there. */
  ofPlace?: true;
  /** Whether it is too much for everything in a place: then it is read of the one thing that is blamed there. */
  closeUp?: true;
  collect(azure: Azure, subject: Subject, window: Window): Promise<Evidence<T>>;
}

/** Adds types, nothing else. */
export function defineCollector<Name extends string, T>(collector: Collector<Name, T>): Collector<Name, T> {
  return collector;
}
