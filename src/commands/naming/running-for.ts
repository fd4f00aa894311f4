import { clustersOf } from '../../azure/estate.ts';
import type { RunningContainer } from '../../evidence/images/running-containers.ts';
import type { WhatRuns } from '../../security/what-runs.ts';
import type { Context } from '../command.ts';
import { gapsFor } from './gaps-for.ts';

/** What runs where this person may look; of other places nothing is told. */
export async function runningFor({ evidence, gaps }: WhatRuns, context: Context): Promise<WhatRuns> {
  const told = await gapsFor(gaps, context);
  if (!evidence) return { gaps: told };
  const clusters = await clustersOf(context.azure);
  const value = await context.permitted(evidence.value, ({ cluster, namespace }: RunningContainer) => {
    const tags = new Set(clusters.filter(({ name }) => name === cluster).map((it) => it.environment));
    const [environment] = tags.size === 1 ? tags : [];
    return { cluster, namespace, environment };
  });
  return { evidence: { ...evidence, value }, gaps: told };
}
