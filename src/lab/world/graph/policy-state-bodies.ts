import { seededUuid } from '../seeded.ts';
import type { World } from '../world.ts';
import { diagnosticSettingsOf } from './diagnostic-settings.ts';
import type { ArmBody } from './graph-row.ts';

/** A verdict of a policy over one resource. */
interface Verdict {
  resourceId: string;
  /** Name of the built-in definition. */
  policy: string;
  state: 'Compliant' | 'NonCompliant' | 'Exempt';
}

const logs = {
  cluster: '245fc9df-fa96-4414-9a0b-3738c2f7341c',
  batch: '428256e6-1fac-4f48-a757-df34c2b3336d',
};
const registryFindings = '090c7b07-b4ed-4561-ad20-e9075f3ccaff';
const signedImages = 'cf426bb8-b320-4321-8545-1b784a5df3a4';
/** Both are retired; somebody assigned them long ago, where nobody cleans up. */
const qualysFindings = '5f0f936f-2f01-4bf5-b6be-d423792fa562';
const vulnerableImages = '13cd7ae3-5bc0-4ac4-a62d-4f7c120b9759';

/** Rows of policyresources: what Azure Policy says of resources by what is assigned to their subscriptions. */
export function policyStateBodies(world: World, now: Date): ArmBody[] {
  return verdictsIn(world).map(({ resourceId, policy, state }) => ({
    id: `${resourceId}/providers/Microsoft.PolicyInsights/policyStates/${seededUuid(`state/${resourceId}/${policy}`)}`,
    name: seededUuid(`state/${resourceId}/${policy}`),
    type: 'microsoft.policyinsights/policystates',
    properties: {
      resourceId: resourceId.toLowerCase(),
      policyDefinitionId: `/providers/microsoft.authorization/policydefinitions/${policy}`,
      policyDefinitionName: policy,
      policyDefinitionAction: 'auditifnotexists',
      policyAssignmentName: 'SecurityCenterBuiltIn',
      complianceState: state,
      isDeleted: false,
      timestamp: new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000).toISOString(),
    },
  }));
}

function verdictsIn(world: World): Verdict[] {
  const keepsLogs = (id: string) => (diagnosticSettingsOf(world, id)?.length ? 'Compliant' : 'NonCompliant');
  return [
    ...world.clusters.flatMap(({ id, environment }): Verdict[] => [
      { resourceId: id, policy: logs.cluster, state: keepsLogs(id) },
      ...(environment === 'staging'
        ? [{ resourceId: id, policy: signedImages, state: 'NonCompliant' as const }]
        : environment === 'production'
          ? []
          : [{ resourceId: id, policy: vulnerableImages, state: 'Compliant' as const }]),
    ]),
    ...world.registries.flatMap(({ id, sku, images }): Verdict[] => [
      {
        ...{ resourceId: id, policy: registryFindings },
        // What people only try is exempt.
        state:
          sku !== 'Premium' ? 'Exempt' : images.some(({ scan }) => scan.flaws.length) ? 'NonCompliant' : 'Compliant',
      },
      ...(sku === 'Premium' ? [] : [{ resourceId: id, policy: qualysFindings, state: 'NonCompliant' as const }]),
    ]),
    ...world.platforms
      .filter(({ type }) => /^microsoft\.batch\/batchaccounts$/i.test(type))
      .map(({ id }): Verdict => ({ resourceId: id, policy: logs.batch, state: keepsLogs(id) })),
  ];
}
