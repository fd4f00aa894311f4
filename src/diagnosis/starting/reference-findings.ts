import type { Finding } from '../../model/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { type MissingReference, missingReferences } from './missing-references.ts';

/** One finding for each workload that waits for an object of this kind, or for a key of one. */
export function referenceFindings(situation: Situation, wanted: MissingReference['kind'], code: string): Finding[] {
  return missingReferences(situation).flatMap(({ workload, quote, kind, name, key }) => {
    if (kind !== wanted) return [];
    const what = key === undefined ? `${kind} ${name}` : `key ${key} of ${kind} ${name}`;
    return [
      {
        code,
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: 0.96,
        sentence: `${workload.name} does not start: ${what} does not exist in ${workload.namespace}.`,
        quotes: [quote],
        suggestions: [
          { text: `Create ${what} in ${workload.namespace}, or correct the reference in ${workload.name}.` },
        ],
      },
    ];
  });
}
