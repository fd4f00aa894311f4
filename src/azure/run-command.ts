import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/core-auth';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import type { AksClients } from './aks.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';
import { commandItems, commandObject } from './command-items.ts';
import { commandLogs } from './command-logs.ts';
import { type CommandLog, listWords, logWords, objectWords } from './command-words.ts';
import { gathered } from './gathered.ts';
import type { KubernetesKinds } from './kubernetes.ts';

/** What is read by `kubectl`, which ARM runs inside the cluster: the way to an API server that is out of reach. */
export interface Commands {
  list<K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace: string): Promise<KubernetesKinds[K][]>;
  /** Undefined when there is no such object. */
  object<K extends keyof KubernetesKinds>(
    clusterId: string,
    kind: K,
    name: string,
    namespace: string | undefined,
  ): Promise<KubernetesKinds[K] | undefined>;
  log(clusterId: string, log: CommandLog): Promise<string>;
}

const service = 'Kubernetes API';
/** A command starts a pod in the cluster first. */
const timeoutMs = 50_000;
const pollMs = 1_000;
/** So long a command waits for others of its kind: one pod is started for many questions. */
const gatherMs = 700;
/** Lists that may be long get a command each, since the service cuts what a command says. */
const long: ReadonlySet<keyof KubernetesKinds> = new Set(['pods', 'events', 'configmaps', 'replicasets']);
/** Of the half megabyte that Azure keeps of what a command says, what its logs share; and the most that one gets. */
const bytesOfLogs = 400 * 1024;
const bytesOfLog = 64 * 1024;
/** The application "Azure Kubernetes Service AAD Server". */
const scope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** Runs commands through ARM (POST .../runCommand, 202, then Location); only names that Kubernetes allows become part of one. */
export function connectCommands(access: Access, clients: AksClients): (work: Work) => Commands {
  return (work) => {
    const run = async (clusterId: string, command: string): Promise<unknown> => {
      const { subscriptionId, resourceGroup, name } = parseArmId(service, clusterId);
      return ask({ service, target: `cluster ${name}`, timeoutMs, ...work }, async (abortSignal) => {
        const clusterToken = await tokenOf(access.credential, abortSignal);
        const { managedClusters } = await clients(subscriptionId);
        return managedClusters.runCommand(
          resourceGroup,
          name,
          { command, ...(clusterToken && { clusterToken }) },
          { abortSignal, updateIntervalInMs: pollMs },
        );
      });
    };

    const lists = gathered<keyof KubernetesKinds, object[]>(gatherMs, async (key, all) => {
      const [clusterId = '', namespace = ''] = key.split('\n');
      const target = targetOf(clusterId);
      const kinds = new Set(all);
      const byKind = commandItems(await run(clusterId, listWords(kinds, namespace, target)), kinds, target);
      return all.map((kind) => byKind.get(kind) ?? []);
    });
    const logs = gathered<CommandLog, string | UpstreamError>(gatherMs, async (clusterId, all) => {
      const target = targetOf(clusterId);
      const bytesEach = Math.min(bytesOfLog, Math.floor(bytesOfLogs / all.length));
      // A log cannot hold it by chance, nor by design.
      const mark = `log-${randomUUID()}`;
      const result = await run(clusterId, logWords(all, bytesEach, mark, target));
      return commandLogs(result, { count: all.length, bytesEach, mark, target });
    });

    return {
      async list(clusterId, kind, namespace) {
        const key = [clusterId, namespace, long.has(kind) ? kind : ''].join('\n');
        return (await lists(key, kind)) as KubernetesKinds[typeof kind][];
      },
      async object(clusterId, kind, name, namespace) {
        const target = targetOf(clusterId);
        const result = await run(clusterId, objectWords(kind, name, namespace, target));
        return commandObject(result, target) as KubernetesKinds[typeof kind] | undefined;
      },
      async log(clusterId, log) {
        // Checked before it is gathered: one that is no name must not spoil the others.
        logWords([log], 0, '', targetOf(clusterId));
        const read = await logs(clusterId, log);
        if (read instanceof UpstreamError) throw read;
        return read;
      },
    };
  };
}

function targetOf(clusterId: string): string {
  return `cluster ${parseArmId(service, clusterId).name}`;
}

async function tokenOf(credential: TokenCredential, abortSignal: AbortSignal): Promise<string | undefined> {
  return (await credential.getToken(scope, { abortSignal }))?.token;
}
