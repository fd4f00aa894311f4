import type { BesideDefender, Recommendation } from '../../model/defender-view.ts';
import type { KnownFinding } from '../../model/known-finding.ts';

/** Lays Defender's recommendations beside our findings: those that evaluate the same built-in policy are the same question. */
export function besideDefender(
  findings: readonly KnownFinding[],
  recommendations: readonly Recommendation[],
): BesideDefender {
  const byPolicy = Map.groupBy(findings, ({ policyId }) => policyId?.toLowerCase());
  const result: BesideDefender = { differences: [], agreed: 0, others: [] };
  for (const recommendation of recommendations) {
    const { policyId, status } = recommendation;
    const its = policyId === undefined ? [] : (byPolicy.get(policyId) ?? []);
    // One policy may be several checks of ours: it holds where all of them pass.
    const finding = its.find(({ standing }) => standing === 'fail') ?? its[0];
    if (!finding) {
      if (status === 'Unhealthy') result.others.push(recommendation);
    } else if (isSame(finding, recommendation)) result.agreed += 1;
    // What could not be read says nothing against Defender.
    else if (finding.standing !== 'unread') result.differences.push({ finding, recommendation });
  }
  return result;
}

function isSame({ standing }: KnownFinding, { status }: Recommendation): boolean {
  if (status === 'NotApplicable') return standing === 'not-applicable';
  return (status === 'Unhealthy') === (standing === 'fail');
}
