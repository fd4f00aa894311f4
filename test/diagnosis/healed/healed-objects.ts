import type { V1Node } from '@kubernetes/client-node';
import type { EvidenceName, FactOf } from '../../../src/diagnosis/rule.ts';
import type { Recovery } from './healed-pods.ts';

type Facts = { [N in EvidenceName]?: FactOf<N> };

/** Controllers, nodes, claims, quotas and endpoints as they are once the trouble is over. */
export function healedObjects(facts: Facts, { at }: Recovery, now: Date): Facts {
  return {
    ...(facts.deployments && {
      deployments: facts.deployments.map((it) => ({
        ...it,
        status: {
          replicas: it.spec?.replicas ?? 1,
          readyReplicas: it.spec?.replicas ?? 1,
          availableReplicas: it.spec?.replicas ?? 1,
          conditions: [
            { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: at },
            { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', lastTransitionTime: at },
          ],
        },
      })),
    }),
    ...(facts.nodes && { nodes: facts.nodes.map((it) => healedNode(it, at)) }),
    ...(facts.nodeConditions && {
      nodeConditions: facts.nodeConditions.map((it) => ({
        ...it,
        ready: true,
        cordoned: false,
        conditions: it.conditions.map((own) => ({
          type: own.type,
          status: own.type === 'Ready' ? 'True' : 'False',
          since: at,
        })),
      })),
    }),
    ...(facts.nodeLeases && {
      nodeLeases: facts.nodeLeases.map((it) => ({ ...it, spec: { ...it.spec, renewTime: now as never } })),
    }),
    ...(facts.volumeClaims && {
      volumeClaims: facts.volumeClaims.map((it) => ({ ...it, status: { ...it.status, phase: 'Bound' } })),
    }),
    ...(facts.quotas && {
      quotas: facts.quotas.map((it) => ({
        ...it,
        status: { ...it.status, used: Object.fromEntries(Object.keys(it.status?.hard ?? {}).map((key) => [key, '0'])) },
      })),
    }),
    ...(facts.jobs && {
      jobs: facts.jobs.map((it) => ({
        ...it,
        status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: at }] },
      })),
    }),
    ...(facts.cronJobs && {
      cronJobs: facts.cronJobs.map((it) => ({ ...it, status: { lastScheduleTime: at, lastSuccessfulTime: now } })),
    }),
    ...(facts.endpoints && {
      endpoints: facts.endpoints.map((it) => ({
        ...it,
        subsets: [{ addresses: [{ ip: '10.0.0.10' }], ports: it.subsets?.[0]?.ports ?? [{ port: 8080 }] }],
      })),
    }),
  };
}

function healedNode({ spec, status, ...node }: V1Node, at: Date): V1Node {
  const { unschedulable: _unschedulable, taints = [], ...rest } = spec ?? {};
  const types = [...new Set(['Ready', ...(status?.conditions ?? []).map(({ type }) => type)])];
  return {
    ...node,
    spec: { ...rest, taints: taints.filter(({ key }) => !key.startsWith('node.kubernetes.io/')) },
    status: {
      ...status,
      conditions: types.map((type) => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        lastTransitionTime: at,
      })),
    },
  };
}
