import type { Evidence, Window } from './evidence.ts';
import type { Finding, NextStep } from './finding.ts';
import type { Gap } from './gap.ts';
import type { Subject, Symptom } from './subject.ts';

/** The answer to "why": findings, most likely first, what they rest on, and what could not be read. */
export interface Diagnosis<S = NextStep> {
  subject: Subject;
  symptom?: Symptom;
  window: Window;
  findings: Finding<S>[];
  /** By collector name. */
  evidence: Map<string, Evidence<unknown>>;
  gaps: Gap[];
}
