import type { World } from '../world.ts';
import { armCluster } from './arm-cluster.ts';
import { armRegistry } from './arm-registry.ts';
import { edited } from './edited.ts';
import type { ArmBody } from './graph-row.ts';

/** Defender evaluates a resource once in so long: until then it says what was so before a change. */
const evaluatedEveryMs = 12 * 3_600_000;

type Status = 'Healthy' | 'Unhealthy' | 'NotApplicable';
type Cluster = ReturnType<typeof armCluster>;
type Registry = ReturnType<typeof armRegistry>;

/** One of Defender's built-in recommendations, as it evaluates a body. */
interface Evaluation<Body> {
  /** The assessment's own id. */
  key: string;
  name: string;
  policyId: string;
  severity: 'High' | 'Medium' | 'Low';
  /** The control of the secure score that it is part of. */
  control: string;
  status(body: Body): Status;
}

const judged = (isGood: boolean): Status => (isGood ? 'Healthy' : 'Unhealthy');

const ofClusters: Evaluation<Cluster>[] = [
  {
    key: '08e628db-e2ed-4793-bc91-d13e684401c3',
    name: 'Azure Kubernetes Service clusters should have the Azure Policy add-on for Kubernetes installed',
    policyId: '0a15ec92-a229-4763-bb14-0ea34a568f8d',
    ...{ severity: 'High', control: 'Remediate security configurations' },
    status: ({ properties }) => judged(properties.addonProfiles.azurepolicy.enabled),
  },
  {
    key: 'b0fdc63a-38e7-4bab-a7c4-2c2665abbaa9',
    name: 'Role-Based Access Control should be used on Kubernetes Services',
    policyId: 'ac4a19c2-fa67-49b4-8ae5-0b2e78c49457',
    ...{ severity: 'High', control: 'Manage access and permissions' },
    status: ({ properties }) => judged(properties.enableRBAC),
  },
  {
    key: '1a2b5b4c-f80d-46e7-ac81-b51a9fb363de',
    name: 'Authorized IP ranges should be defined on Kubernetes Services',
    policyId: '0e246bcf-5f6f-4f87-bc6f-775d4712c7ea',
    ...{ severity: 'High', control: 'Restrict unauthorized network access' },
    status({ properties: { apiServerAccessProfile } }) {
      const { authorizedIPRanges = [] } = apiServerAccessProfile as { authorizedIPRanges?: string[] };
      return apiServerAccessProfile.enablePrivateCluster ? 'NotApplicable' : judged(authorizedIPRanges.length > 0);
    },
  },
  {
    key: '56a83a6e-c417-42ec-b567-1e6fcb3d09a9',
    name: 'Azure Kubernetes Service clusters should have Defender profile enabled',
    policyId: 'a1840de2-8088-4ea8-b153-b4c723e9cb01',
    ...{ severity: 'High', control: 'Remediate security configurations' },
    status: ({ properties }) => judged(properties.securityProfile.defender.securityMonitoring.enabled),
  },
];

const ofRegistries: Evaluation<Registry>[] = [
  {
    key: '13e7d036-6903-821c-6018-962938929bf0',
    name: 'Container registries should use private link',
    policyId: 'e8eef0a8-67cf-4eb4-9386-14b0e78733d4',
    ...{ severity: 'Medium', control: 'Restrict unauthorized network access' },
    status: ({ properties }) => judged(properties.privateEndpointConnections.length > 0),
  },
  {
    key: '9b828565-a0ed-61c2-6bf3-1afc99a9b2ca',
    name: 'Container registries should not allow unrestricted network access',
    policyId: 'd0793b48-0edc-4296-a390-4c75d1bdfd71',
    ...{ severity: 'Medium', control: 'Restrict unauthorized network access' },
    status: ({ properties }) =>
      judged(properties.publicNetworkAccess === 'Disabled' || properties.networkRuleSet.defaultAction === 'Deny'),
  },
];

/** What Defender made of one resource. */
export interface Evaluated {
  resourceId: string;
  evaluation: Omit<Evaluation<never>, 'status'>;
  status: Status;
}

/** Every built-in recommendation of every cluster and registry. */
export function evaluatedByDefender(world: World, now: Date): Evaluated[] {
  const seen = <Body extends ArmBody>(body: Body) => (isStale(world, body.id, now) ? body : edited(world.arm, body));
  const all = <Body extends ArmBody>(bodies: Body[], evaluations: Evaluation<Body>[]) =>
    bodies.flatMap((body) =>
      evaluations.map((evaluation) => ({ resourceId: body.id, evaluation, status: evaluation.status(body) })),
    );
  return [
    ...all(
      world.clusters.map((it) => seen(armCluster(it, now))),
      ofClusters,
    ),
    ...all(
      world.registries.map((it) => seen(armRegistry(it))),
      ofRegistries,
    ),
  ];
}

/** The same as rows of Resource Graph's securityresources. */
export function recommendations(world: World, now: Date): ArmBody[] {
  return evaluatedByDefender(world, now).map(({ resourceId, evaluation, status }) => {
    const { key, name, policyId, severity } = evaluation;
    const changedAt = world.bornAt.toISOString();
    return {
      id: `${resourceId}/providers/Microsoft.Security/assessments/${key}`,
      name: key,
      type: 'microsoft.security/assessments',
      location: '',
      properties: {
        resourceDetails: { Source: 'Azure', Id: resourceId, NativeResourceId: resourceId },
        displayName: name,
        status: {
          code: status,
          ...(status === 'NotApplicable' && { cause: 'PrivateCluster' }),
          ...{ statusChangeDate: changedAt, firstEvaluationDate: changedAt },
        },
        metadata: {
          ...{ displayName: name, assessmentType: 'BuiltIn', severity, categories: ['Compute'] },
          policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${policyId}`,
        },
      },
    };
  });
}

function isStale({ arm }: World, resourceId: string, now: Date): boolean {
  const id = resourceId.toLowerCase();
  return arm.activities.some(
    (it) =>
      it.resourceId.toLowerCase() === id &&
      /\/write$/i.test(it.operation) &&
      arm.edits.has(id) &&
      now.getTime() - it.at.getTime() < evaluatedEveryMs,
  );
}
