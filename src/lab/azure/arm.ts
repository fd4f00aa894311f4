import type { Cluster } from '../world/estate.ts';
import { armCluster, armUpgradeProfile } from '../world/graph/arm-cluster.ts';
import { armRegistry } from '../world/graph/arm-registry.ts';
import { changeMonitorState, readMonitorState } from './alert-states.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call, Service } from './call.ts';
import { kubeconfig } from './kubeconfig.ts';
import { commandResult, startCommand } from './run-command.ts';

const management = /^https:\/\/management\.(azure|core\.windows)\./;

/** AKS over ARM: managedClusters get and list, credentials, upgrade profiles, run command. */
export const aks: Service = {
  api: 'aks',
  audiences: management,
  refuse: (status) => armError(status),
  answer(call) {
    const id =
      /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.containerservice\/managedclusters\/[^/]+)(\/.*)?$/i.exec(
        call.path,
      );
    if (!id) return clusterList(call);
    const cluster = call.world.clusters.find((it) => it.id.toLowerCase() === id[1]?.toLowerCase());
    if (!cluster) return notFound(id[1] ?? '');
    return clusterAnswer(call, cluster, (id[2] ?? '').toLowerCase());
  },
};

function clusterAnswer(call: Call, cluster: Cluster, rest: string): Answer {
  const wanted = `${call.method} ${rest}`;
  if (wanted === 'GET ') return { status: 200, body: armCluster(cluster, call.now) };
  if (wanted === 'GET /upgradeprofiles/default') return { status: 200, body: armUpgradeProfile(cluster) };
  if (/^POST \/listcluster(user|monitoringuser)credential$/.test(wanted))
    return { status: 200, body: { kubeconfigs: [{ name: 'clusterUser', value: kubeconfig(cluster) }] } };
  if (wanted === 'POST /runcommand') return startCommand(call, cluster);
  const [, command] = /^GET \/commandresults\/([0-9a-f]+)$/.exec(wanted) ?? [];
  if (command) return commandResult(call, cluster, command);
  if (wanted === 'POST /listclusteradmincredential')
    return armError(
      400,
      'Getting static credential is not allowed because this cluster is set to disable local accounts.',
      'BadRequest',
    );
  return armError(404, `The lab does not answer ${call.method} ${call.path}.`, 'InvalidResourceType');
}

function clusterList(call: Call): Answer {
  const scope =
    /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\/microsoft\.containerservice\/managedclusters$/i.exec(
      call.path,
    );
  if (!scope || call.method !== 'GET')
    return armError(404, `The lab does not answer ${call.method} ${call.path}.`, 'InvalidResourceType');
  const [, subscription, group] = scope;
  const found = call.world.clusters.filter(
    (it) =>
      it.subscription.id === subscription?.toLowerCase() &&
      (!group || it.resourceGroup.toLowerCase() === group.toLowerCase()),
  );
  return { status: 200, body: { value: call.fault?.empty ? [] : found.map((it) => armCluster(it, call.now)) } };
}

/** The rest of Resource Manager: subscriptions and registries. */
export const arm: Service = {
  api: 'arm',
  audiences: management,
  refuse: (status) => armError(status),
  answer(call) {
    const state = changeMonitorState(call) ?? readMonitorState(call);
    if (state) return state;
    if (call.method !== 'GET')
      return armError(404, `The lab does not answer ${call.method} ${call.path}.`, 'InvalidResourceType');
    if (/^\/subscriptions\/?$/i.test(call.path))
      return {
        status: 200,
        body: {
          value: call.world.subscriptions.map((it) => ({
            id: `/subscriptions/${it.id}`,
            subscriptionId: it.id,
            displayName: it.name,
            state: 'Enabled',
            tenantId: call.world.tenantId,
          })),
        },
      };
    const one = call.world.registries.find((it) => it.id.toLowerCase() === call.path.toLowerCase());
    if (one) return { status: 200, body: armRegistry(one) };
    const scope =
      /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\/microsoft\.containerregistry\/registries$/i.exec(
        call.path,
      );
    if (!scope) return notFound(call.path);
    const [, subscription, group] = scope;
    const found = call.world.registries.filter(
      (it) =>
        it.subscription.id === subscription?.toLowerCase() &&
        (!group || it.resourceGroup.toLowerCase() === group.toLowerCase()),
    );
    return { status: 200, body: { value: call.fault?.empty ? [] : found.map(armRegistry) } };
  },
};

function notFound(id: string): Answer {
  const [, group = ''] = /resourcegroups\/([^/]+)/i.exec(id) ?? [];
  const resource = id.split(/\/providers\//i)[1] ?? id;
  return armError(
    404,
    `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
