import type { ArmBody } from '../graph/graph-row.ts';
import { batch } from './batch.ts';
import { containerApps } from './container-apps.ts';
import { containerGroups } from './container-groups.ts';
import { dockerMachines } from './docker-machines.ts';
import type { Ground } from './ground.ts';
import { retired } from './retired.ts';
import { serviceFabric } from './service-fabric.ts';
import { webApps } from './web-apps.ts';

/** What runs containers beside AKS: a few of each platform, with flaws; a place that began later than the retired ones has none of those. */
export function buildPlatforms(ground: Ground, isOld: boolean): ArmBody[] {
  return [
    ...containerGroups(ground),
    ...webApps(ground),
    ...containerApps(ground),
    ...batch(ground),
    ...serviceFabric(ground),
    ...dockerMachines(ground),
    ...(isOld ? retired(ground) : []),
  ];
}
