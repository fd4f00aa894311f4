import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';
import { type Evaluated, evaluatedByDefender } from './recommendations.ts';

/** What a control gives at most. */
const mostOf: Readonly<Record<string, number>> = {
  'Manage access and permissions': 4,
  'Remediate security configurations': 4,
  'Restrict unauthorized network access': 4,
};

/** Defender's secure score of each subscription and the controls that it is the sum of, by what it made of the resources. */
export function secureScores(world: World, now: Date): ArmBody[] {
  const all = evaluatedByDefender(world, now);
  return world.subscriptions.flatMap(({ id }) => {
    const own = all.filter(({ resourceId }) => resourceId.toLowerCase().startsWith(`/subscriptions/${id}/`));
    const controls = [...Map.groupBy(own, ({ evaluation }) => evaluation.control)].map(([name, its]) =>
      controlOf(id, name, its),
    );
    const sum = (of: 'max' | 'current') => rounded(controls.reduce((all, it) => all + it.properties.score[of], 0));
    const [max, current] = [sum('max'), sum('current')];
    const score: ArmBody = {
      id: `/subscriptions/${id}/providers/Microsoft.Security/secureScores/ascScore`,
      name: 'ascScore',
      type: 'microsoft.security/securescores',
      properties: {
        displayName: 'ASC score',
        score: { max, current, percentage: max === 0 ? 0 : rounded(current / max, 4) },
        weight: new Set(own.map(({ resourceId }) => resourceId)).size,
      },
    };
    return [score, ...controls];
  });
}

function controlOf(subscriptionId: string, displayName: string, its: readonly Evaluated[]) {
  const count = (status: Evaluated['status']) => its.filter((it) => it.status === status).length;
  const [healthy, unhealthy] = [count('Healthy'), count('Unhealthy')];
  const max = healthy + unhealthy === 0 ? 0 : (mostOf[displayName] ?? 0);
  const percentage = max === 0 ? 0 : rounded(healthy / (healthy + unhealthy), 4);
  const name = seededUuid(`control/${displayName}`);
  return {
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.Security/secureScores/ascScore/secureScoreControls/${name}`,
    name,
    type: 'microsoft.security/securescores/securescorecontrols',
    properties: {
      displayName,
      ...{ healthyResourceCount: healthy, unhealthyResourceCount: unhealthy },
      notApplicableResourceCount: count('NotApplicable'),
      score: { max, current: rounded(max * percentage), percentage },
      weight: healthy + unhealthy,
    },
  };
}

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
