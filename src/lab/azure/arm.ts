import type { Cluster, ContainerRegistry } from '../world/estate.ts';
import { armUpgradeProfile } from '../world/graph/arm-cluster.ts';
import { armRegistry } from '../world/graph/arm-registry.ts';
import { edited, keepEdit } from '../world/graph/edited.ts';
import { activityEvents } from './activity-log.ts';
import { changeMonitorState, readMonitorState } from './alert-states.ts';
import { armError, armRefusal } from './arm-error.ts';
import { type Answer, type Call, jsonBody, type Service } from './call.ts';
import { clusterBody, clusterOperation, readCluster, writeCluster } from './cluster-writes.ts';
import { detectorsOf } from './detectors.ts';
import { importImage } from './import-image.ts';
import { kubeconfig } from './kubeconfig.ts';
import { kubernetesVersions } from './kubernetes-versions.ts';
import { monitorRules } from './monitor-rules.ts';
import { queryRules } from './query-rules.ts';
import { registryByVersion } from './registry-by-version.ts';
import { registryTasks } from './registry-tasks.ts';
import { commandResult, startCommand } from './run-command.ts';
import { securitySettings } from './security-settings.ts';

const management = /^https:\/\/management\.(azure|core\.windows)\./;

/** AKS over ARM: managedClusters get and list, credentials, upgrade profiles, run command. */
export const aks: Service = {
  api: 'aks',
  audiences: management,
  refuse: armRefusal,
  answer(call) {
    const id =
      /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.containerservice\/managedclusters\/[^/]+)(\/.*)?$/i.exec(
        call.path,
      );
    if (!id) return clusterOperation(call) ?? kubernetesVersions(call) ?? clusterList(call);
    const cluster = call.world.clusters.find((it) => it.id.toLowerCase() === id[1]?.toLowerCase());
    if (!cluster) return notFound(id[1] ?? '');
    return clusterAnswer(call, cluster, (id[2] ?? '').toLowerCase());
  },
};

function clusterAnswer(call: Call, cluster: Cluster, rest: string): Answer {
  const wanted = `${call.method} ${rest}`;
  if (wanted === 'GET ') return readCluster(call, cluster);
  if (wanted === 'PUT ' || wanted === 'PATCH ') return writeCluster(call, cluster);
  const checked = detectorsOf(call, cluster, rest);
  if (checked) return checked;
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
  return { status: 200, body: { value: call.fault?.empty ? [] : found.map((it) => clusterBody(call, it)) } };
}

/** The rest of Resource Manager: subscriptions and registries. */
export const arm: Service = {
  api: 'arm',
  audiences: management,
  refuse: armRefusal,
  answer(call) {
    const other =
      changeMonitorState(call) ??
      securitySettings(call) ??
      activityEvents(call) ??
      queryRules(call) ??
      monitorRules(call) ??
      registryTasks(call) ??
      readMonitorState(call);
    if (other) return other;
    const one = call.world.registries.find((it) => it.id.toLowerCase() === call.path.toLowerCase());
    const imported = importImage(call);
    if (imported) return imported;
    if (one && call.method === 'PATCH') return patchRegistry(call, one);
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
    if (one) return { status: 200, body: registryBody(call, one) };
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
    return { status: 200, body: { value: call.fault?.empty ? [] : found.map((it) => registryBody(call, it)) } };
  },
};

const registryBody = ({ world, query }: Call, it: ContainerRegistry) =>
  registryByVersion(query.get('api-version'), edited(world.arm, armRegistry(it)));

/** Fields of a registry's properties, such as adminUserEnabled; done at once. */
function patchRegistry(call: Call, registry: ContainerRegistry): Answer {
  const sent = jsonBody(call);
  if (!sent) return armError(400, undefined, 'InvalidRequestContent');
  keepEdit(call.world.arm, registry.id, sent, false);
  return { status: 200, body: registryBody(call, registry) };
}

function notFound(id: string): Answer {
  const [, group = ''] = /resourcegroups\/([^/]+)/i.exec(id) ?? [];
  const resource = id.split(/\/providers\//i)[1] ?? id;
  return armError(
    404,
    `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
