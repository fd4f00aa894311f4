import { matchesGlob } from '../../model/glob.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import type { PolicyRule } from './policy.ts';

/** A name of the place that rules narrow by. */
export type PlacePart = 'cluster' | 'namespace' | 'environment';

/** Whether a rule matches; where that hangs on what is not known of the place, on what. */
export type Fit = 'yes' | 'no' | { unknown: readonly PlacePart[] };

/** Whether a rule matches a change; an empty name is an unknown one. */
export function fitOf(rule: PolicyRule, action: string, place: ChangePlace): Fit {
  if (!(rule.actions?.some((it) => matchesGlob(it, action)) ?? true)) return 'no';
  const parts = [
    ['cluster', rule.clusters],
    ['namespace', rule.namespaces],
    ['environment', rule.environments],
  ] as const;
  const unknown: PlacePart[] = [];
  for (const [part, patterns] of parts) {
    if (patterns === undefined) continue;
    const name = place[part];
    if (!name) unknown.push(part);
    else if (!patterns.some((it) => matchesGlob(it, name))) return 'no';
  }
  return unknown.length > 0 ? { unknown } : 'yes';
}
