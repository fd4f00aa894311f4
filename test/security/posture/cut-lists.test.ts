import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import type { Azure } from '../../../src/azure/azure.ts';
import { foldPages } from '../../../src/azure/kubernetes-fold.ts';
import type { Standing } from '../../../src/model/posture.ts';
import { hardening } from '../../../src/security/checks/hardening.ts';
import { networkSegmentation } from '../../../src/security/checks/network-segmentation.ts';
import { privilegedContainers } from '../../../src/security/checks/privileged-containers.ts';
import { rbac } from '../../../src/security/checks/rbac.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';

const type = 'microsoft.containerservice/managedclusters';
const metadata = { name: 'a', namespace: 'shop' };
const pod: V1Pod = {
  metadata: { ...metadata, ownerReferences: [] },
  spec: { automountServiceAccountToken: false, containers: [] },
};
const resource = {
  ...{ id: '/c', type, name: 'c', subscriptionId: 's', resourceGroup: 'g', location: 'weu' },
  ...{ tags: {}, properties: {} },
};
/** A pool in which nothing offends. */
const properties = { userAccounts: [], startTask: { userIdentity: { autoUser: { elevationLevel: 'NonAdmin' } } } };
/** Nothing in these lists offends. */
const good: Record<string, unknown[]> = {
  pods: [pod],
  namespaces: [{ metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }],
  networkpolicies: [{ metadata, spec: { podSelector: {} } }],
  clusterrolebindings: [{ metadata: { name: 'a' }, roleRef: { kind: 'ClusterRole', name: 'view' } }],
  roles: [{ metadata, rules: [] }],
};

/** How a cluster stands of whose lists so many pages are read, and which has more of these kinds. */
async function standings(more: readonly string[]): Promise<Record<string, Standing>> {
  const kubernetes: Pick<Azure['kubernetes'], 'fold' | 'wayTo'> = {
    wayTo: () => 'proxy' as never,
    fold: (_, kind, fold) =>
      foldPages(
        async () => ({ items: (good[kind] ?? []) as never[], next: more.includes(kind) ? 'more' : undefined }),
        {
          ...fold,
          most: 1,
        },
      ),
  };
  const reading = postureReading({
    azure: { kubernetes } as unknown as Azure,
    config: postureConfig.parse({}),
    now: new Date(),
  });
  const practices = [networkSegmentation, privilegedContainers, rbac].map((it) => ({
    ...it,
    checks: it.checks.filter(({ reads, of }) => reads === 'each' && of.includes(type)),
  }));
  const found = await readPosture(reading, practices, [resource], { closely: true });
  return Object.fromEntries(found.map(({ check, standing }) => [check, standing]));
}

it('passes no cluster of which a list that was read in part has nothing that offends', async () => {
  const byPods = ['namespaces-with-network-policies', 'namespaces-deny-by-default', 'namespaces-enforce-pod-security'];
  const byRoles = ['cluster-admin-bindings', 'anonymous-bindings', 'wildcard-roles'];

  const whole = await standings([]);
  const ofPods = await standings(['pods']);
  const ofRoles = await standings(['clusterrolebindings', 'roles']);

  expect([...byPods, ...byRoles].map((it) => whole[it])).toEqual(Array(6).fill('pass'));
  expect(byPods.map((it) => ofPods[it])).toEqual(Array(3).fill('unread'));
  expect(byRoles.map((it) => ofRoles[it])).toEqual(Array(3).fill('unread'));
});

it('passes no Batch account whose pools may go on behind the end of a list that was cut', async () => {
  const batch = 'microsoft.batch/batchaccounts';
  const account = (name: string) => ({ ...resource, id: `/${batch}/${name}`, type: batch, name });
  const rows = ['a', 'b'].map((it) => ({ id: `${account(it).id}/pools/p`, row: { name: 'p', properties } }));
  const graph = { query: async () => ({ rows, truncated: true }) };
  const azure = { graph } as unknown as Azure;
  const checks = hardening.checks.filter(({ code }) => code === 'batch-pool-admins');

  const found = await readPosture(
    postureReading({ azure, config: postureConfig.parse({}), now: new Date() }),
    [{ ...hardening, checks }],
    ['a', 'b', 'c'].map(account),
    { closely: false },
  );

  expect(found.map(({ standing }) => standing)).toEqual(['pass', 'unread', 'unread']);
});
