import type { TokenCredential } from '@azure/core-auth';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import type { AksClients } from './aks.ts';
import { parseArmId } from './arm-id.ts';
import { ask } from './ask.ts';
import { commandItems } from './command-items.ts';
import type { KubernetesKinds } from './kubernetes.ts';

/** Lists read by `kubectl get`, which ARM runs inside the cluster: the way to an API server that is out of reach. */
export interface CommandLists {
  list<K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace: string): Promise<KubernetesKinds[K][]>;
}

type Kind = keyof KubernetesKinds;
type Lists = Promise<Map<Kind, object[]>>;

const service = 'Kubernetes API';
/** A command starts a pod in the cluster first. */
const timeoutMs = 50_000;
const pollMs = 1_000;
/** So long a command waits for other kinds of the same namespace: one pod is started for many lists. */
const gatherMs = 700;
/** Lists that may be long get a command each, since the service cuts what a command says. */
const long: ReadonlySet<Kind> = new Set(['pods', 'events', 'configmaps', 'replicasets']);
const namespaceName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** The application "Azure Kubernetes Service AAD Server". */
const scope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** Runs commands through ARM (POST .../runCommand, 202, then Location); nothing that a person said becomes part of one. */
export function connectCommandLists(access: Access, clients: AksClients): (work: Work) => CommandLists {
  return (work) => {
    const open = new Map<string, { kinds: Set<Kind>; lists: Lists }>();

    const run = async (clusterId: string, kinds: ReadonlySet<Kind>, namespace: string) => {
      const { subscriptionId, resourceGroup, name } = parseArmId(service, clusterId);
      const target = `cluster ${name}`;
      if (!namespaceName.test(namespace))
        throw new UpstreamError(service, 'refused', 'has no namespace of such a name', { target });
      const command = `kubectl get ${[...kinds].join(',')} -n ${namespace} -o json`;
      const result = await ask({ service, target, timeoutMs, ...work }, async (abortSignal) => {
        const clusterToken = await tokenOf(access.credential, abortSignal);
        const { managedClusters } = await clients(subscriptionId);
        return managedClusters.runCommand(
          resourceGroup,
          name,
          { command, ...(clusterToken && { clusterToken }) },
          { abortSignal, updateIntervalInMs: pollMs },
        );
      });
      return commandItems(result, kinds, target);
    };

    return {
      async list(clusterId, kind, namespace) {
        const key = [clusterId.toLowerCase(), namespace, long.has(kind) ? kind : ''].join('\n');
        const known = open.get(key);
        known?.kinds.add(kind);
        const kinds = known?.kinds ?? new Set<Kind>([kind]);
        const lists =
          known?.lists ??
          new Promise<void>((resolve) => setTimeout(resolve, gatherMs)).then(() => {
            // Who comes later starts another.
            open.delete(key);
            return run(clusterId, kinds, namespace);
          });
        if (!known) open.set(key, { kinds, lists });
        return ((await lists).get(kind) ?? []) as KubernetesKinds[typeof kind][];
      },
    };
  };
}

async function tokenOf(credential: TokenCredential, abortSignal: AbortSignal): Promise<string | undefined> {
  return (await credential.getToken(scope, { abortSignal }))?.token;
}
