import type { KnownFinding } from '../../model/known-finding.ts';
import type { PostureResource, PostureSeverity } from '../../model/posture.ts';
import type { PostureScore } from '../../model/posture-score.ts';
import type { PostureStanding } from '../../model/posture-standing.ts';
import { before, press } from './sample.ts';

const subscription = '/subscriptions/3db7f2a0-f065-446b-a207-133014e890b5';

/** A cluster or a registry by its name. */
export function resource(name: string, type = 'microsoft.containerservice/managedclusters'): PostureResource {
  return {
    id: `${subscription}/resourceGroups/rg-${name}/providers/${type}/${name}`,
    ...{ type, name, subscriptionId: subscription.slice(15), resourceGroup: `rg-${name}`, location: 'westeurope' },
    ...{ environment: 'production', owner: 'team-platform' },
  };
}

/** A finding of prod-weu that fails, unless it says otherwise. */
export function finding(more: Partial<KnownFinding> = {}): KnownFinding {
  return {
    ...{ check: 'cluster-local-accounts', practice: 'rbac', title: 'Local accounts are off', severity: 'High' },
    ...{ resource: resource('prod-weu'), standing: 'fail' },
    sentence: 'Local accounts are on: a certificate that cannot be taken back opens the cluster.',
    ...{ property: 'properties.disableLocalAccounts', value: 'false' },
    source: { service: 'Resource Graph', detail: 'microsoft.containerservice/managedclusters' },
    ...{ at: before(0), since: before(9 * 1440), policyId: '993c2fcd-2b29-49d2-9eb0-df2c3a730c32' },
    step: {
      text: 'Disable the local accounts of prod-weu.',
      title: 'Disable local accounts',
      ...{ action: 'disable-local-accounts', input: {} },
    },
    ...more,
  };
}

/** A practice at which some resources fail. */
export function standing(
  title: string,
  worst: PostureSeverity | undefined,
  names: readonly string[],
  more: Partial<PostureStanding> = {},
): PostureStanding {
  const failing = names.map((name) => ({ name, findings: [finding({ resource: resource(name) })] }));
  return {
    ...{ code: title.toLowerCase().replaceAll(' ', '-'), title, failing, counting: names.length + 12 },
    ...{ unread: 0, accepted: 0, lost: names.length * 5, ...(worst && { worst }) },
    ...more,
  };
}

/** A row of the card with its button. */
export function pressed(it: PostureStanding) {
  return { standing: it, button: press('Show') };
}

/** A score of so many percent. */
export function scored(percent: number | undefined, counts: Partial<PostureScore['counts']> = {}): PostureScore {
  const all = { fail: 41, unread: 0, pass: 210, 'not-applicable': 30, excepted: 2, ...counts };
  return { ...(percent !== undefined && { percent, atBest: Math.min(100, percent + all.unread) }), counts: all };
}

/** A score that rises, a point a day. */
export function trend(days: number) {
  return {
    ...{ title: 'Score by day', unit: '%' as const },
    lines: [
      {
        legend: 'score',
        points: Array.from({ length: days }, (_, n) => ({
          at: before((days - n) * 1440),
          value: 58 + n * 0.8 + (n % 3) * 2,
        })),
      },
    ],
  };
}

/** A risk of prod-weu that was accepted. */
export const acceptedFinding = finding({
  title: 'Few addresses reach the API server',
  exception: {
    covers: ['cluster-authorized-ranges'],
    resourceId: resource('prod-weu').id,
    ...{ owner: 'team-platform', reason: 'The firewall before it lets in the office alone, until the move.' },
    ...{ approvedBy: 'Eve Novak', until: new Date('2027-02-25T00:00:00Z'), change: 41 },
  },
});
