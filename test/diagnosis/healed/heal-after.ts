import { expect, onTestFinished } from 'vitest';
import { judge, rulesFor } from '../../../src/diagnosis/diagnose.ts';
import type { EvidenceName, EvidenceOf } from '../../../src/diagnosis/rule.ts';
import { situationOf } from '../../../src/diagnosis/situation/situation.ts';
import { now, workload } from '../given.ts';
import { healedTwin } from './healed-twin.ts';
import { isLasting } from './lasting.ts';

const minutesSince = [11, 60, 1_440];

/** Judges the healed twins of a test's evidence when the test is over: nothing may be wrong with them. */
export function healLater(evidence: EvidenceOf<never, EvidenceName>): EvidenceOf<never, EvidenceName> {
  onTestFinished(() => {
    expect(
      [...new Set(minutesSince.flatMap((minutes) => falseAlarms(evidence, minutes)))],
      'what is said of trouble that is over (what only a change of configuration mends belongs into lasting.ts)',
    ).toEqual([]);
  });
  return evidence;
}

/** What is still said of evidence whose trouble is over: findings as loud as of trouble, or before the word that all is well. */
function falseAlarms(evidence: EvidenceOf<never, EvidenceName>, minutes: number): string[] {
  const twin = healedTwin(evidence, minutes, now);
  const findings = judge(rulesFor(undefined), twin, workload('shop', 'Namespace'), now);
  // Without any pod that lives there is nothing that could be well again.
  if (findings.some(isLasting) || situationOf(twin).workloads.every(({ pods }) => pods.length === 0)) return [];
  const calmAt = findings.findIndex(({ code }) => code.startsWith('nothing'));
  return findings
    .filter(({ confidence }, index) => confidence >= 0.5 || index < calmAt)
    .filter(({ code }) => !code.startsWith('nothing'))
    .map(({ code, sentence }) => `${code} after ${minutes} min: ${sentence}`);
}
