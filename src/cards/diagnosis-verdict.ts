import type { Diagnosis } from '../model/diagnosis.ts';
import { isOneThing } from '../model/subject.ts';
import { counted } from './quantity.ts';
import type { Level } from './verdict-style.ts';
import { duration } from './when.ts';

/** Below this a finding is one of several that may be; below the other it is hardly more than a guess. */
const likely = 0.8;
const guess = 0.5;
/** Symptoms that have no name of their own. */
const vague: ReadonlySet<string> = new Set(['Failing', 'Slow', 'Unreachable']);
/** Findings that say that all is well. */
const well = /^(nothing|recovered|healthy)/;

/** A diagnosis in one sentence, in words as strong as its evidence. */
export function diagnosisVerdict({ findings, subject, symptom, gaps }: Diagnosis): string {
  const [first] = findings;
  if (first) {
    if (well.test(first.code) || first.confidence >= likely) return first.sentence;
    return `${first.confidence >= guess ? 'Likely' : 'A guess'}: ${first.sentence}`;
  }
  const isOne = isOneThing(subject);
  const asked =
    isOne && symptom !== undefined && !vague.has(symptom)
      ? `No cause found for ${symptom} of ${subject.name}`
      : `No cause of trouble found ${isOne ? 'for' : 'in'} ${subject.name}`;
  return `${asked}${gaps.length > 0 ? ', but not everything could be read' : '; that does not say that all is well'}`;
}

/** That no rule spoke proves nothing: only a finding that says so makes a diagnosis good. */
export function diagnosisLevel({ findings, gaps }: Diagnosis): Level {
  const [first] = findings;
  if (!first) return gaps.length > 0 ? 'warning' : 'unknown';
  if (well.test(first.code)) return 'good';
  return first.confidence >= guess ? 'attention' : 'warning';
}

/** How much was looked at, where nothing was found in it: "Looked at 34 pods, 12 events and 90 logs of the last 24 h". */
export function lookedAt({ evidence, window }: Diagnosis): string {
  const lists = { pods: 'pod', nodes: 'node', events: 'event', containerLogs: 'log' };
  const parts = Object.entries(lists).flatMap(([name, noun]) => {
    const value = evidence.get(name)?.value;
    return Array.isArray(value) ? [counted(value.length, noun)] : [];
  });
  const span = `the last ${duration(window.to.getTime() - window.from.getTime())}`;
  const last = parts.pop();
  if (last === undefined) return `Looked at ${span}`;
  return `Looked at ${parts.length > 0 ? `${parts.join(', ')} and ` : ''}${last} of ${span}`;
}
