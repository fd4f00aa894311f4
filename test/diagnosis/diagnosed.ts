import { judge, rulesFor } from '../../src/diagnosis/diagnose.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Suggestion } from '../../src/remediation/suggestion.ts';
import { clusterOf, type Facts } from './cluster.ts';
import { now, workload } from './given.ts';

/** What all rules together find in the namespace shop, ranked; guesses and all-clears left out. */
export function diagnosed(...parts: Facts[]): Finding<Suggestion>[] {
  const subject = { ...workload('shop', 'Namespace') };
  return judge(rulesFor(undefined), clusterOf(...parts), subject, now).filter(
    ({ code, confidence }) => confidence >= 0.5 && !code.startsWith('nothing'),
  );
}
