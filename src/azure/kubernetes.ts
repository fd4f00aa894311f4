import type {
  CoreV1Event,
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1ConfigMap,
  V1ControllerRevision,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1Endpoints,
  V1Ingress,
  V1Job,
  V1Lease,
  V1LimitRange,
  V1Namespace,
  V1NetworkPolicy,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1ReplicaSet,
  V1ResourceQuota,
  V1Role,
  V1RoleBinding,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V1StorageClass,
  V1ValidatingWebhookConfiguration,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import type { AksClients } from './aks.ts';
import { HttpFailure } from './http-failure.ts';
import { allPages, type Fold, type Folded, foldPages } from './kubernetes-fold.ts';
import { readList, readObject } from './kubernetes-list.ts';
import { type LogOptions, type PodContainer, readLog } from './kubernetes-log.ts';
import { isObjectName, isRoleName } from './kubernetes-names.ts';
import type { Call, KubernetesReach } from './kubernetes-reach.ts';
import { groupPath, isExtension, isNamespaced, listPath } from './list-path.ts';
import { createQueryLimit, type QueryLimit } from './query-limit.ts';
import { connectCommands } from './run-command.ts';
import type { ScaledObject } from './scaled-object.ts';

/** What can be listed, by plural name; Secrets are not among it: the bot needs no right to read them. */
export interface KubernetesKinds {
  pods: V1Pod;
  nodes: V1Node;
  events: CoreV1Event;
  deployments: V1Deployment;
  replicasets: V1ReplicaSet;
  statefulsets: V1StatefulSet;
  daemonsets: V1DaemonSet;
  jobs: V1Job;
  cronjobs: V1CronJob;
  services: V1Service;
  ingresses: V1Ingress;
  endpoints: V1Endpoints;
  configmaps: V1ConfigMap;
  serviceaccounts: V1ServiceAccount;
  persistentvolumeclaims: V1PersistentVolumeClaim;
  persistentvolumes: V1PersistentVolume;
  storageclasses: V1StorageClass;
  resourcequotas: V1ResourceQuota;
  limitranges: V1LimitRange;
  networkpolicies: V1NetworkPolicy;
  horizontalpodautoscalers: V2HorizontalPodAutoscaler;
  poddisruptionbudgets: V1PodDisruptionBudget;
  leases: V1Lease;
  controllerrevisions: V1ControllerRevision;
  roles: V1Role;
  clusterroles: V1ClusterRole;
  rolebindings: V1RoleBinding;
  clusterrolebindings: V1ClusterRoleBinding;
  validatingwebhookconfigurations: V1ValidatingWebhookConfiguration;
  namespaces: V1Namespace;
  /** Of an extension that a cluster need not have: ask `serves` first. */
  scaledobjects: ScaledObject;
}

/** A cluster's Kubernetes API, reached with the bot's own identity; lists are paged to the end. */
export interface Kubernetes {
  /** `namespace` undefined lists all namespaces. */
  list<K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace?: string): Promise<KubernetesKinds[K][]>;
  /**
   * All objects of a kind in the whole cluster, a page at a time, for what would be too much to hold at once: only what
   * `add` keeps of a page stays. It begins anew when the list changed too much beneath it, and ends after `most`.
   */
  fold<K extends keyof KubernetesKinds, S>(
    clusterId: string,
    kind: K,
    fold: Fold<KubernetesKinds[K], S>,
  ): Promise<Folded<S>>;
  /** One object by its name; undefined when there is none. Without a namespace, one that lives in none. */
  object<K extends keyof KubernetesKinds>(
    clusterId: string,
    kind: K,
    name: string,
    namespace?: string,
  ): Promise<KubernetesKinds[K] | undefined>;
  /** Whether the API server knows the kind at all: an extension may not be installed. */
  serves(clusterId: string, kind: keyof KubernetesKinds): Promise<boolean>;
  /** How its lists are read now: itself, or by commands that Azure runs in it. */
  wayTo(clusterId: string): 'directly' | 'by run command';
  /** The last lines of a container's log. */
  log(clusterId: string, pod: PodContainer, options: LogOptions): Promise<string>;
}

/** As kubectl does: large lists arrive in pieces that spare the API server. */
const pageSize = 500;
/** Pages of a whole cluster that are read at once: each is megabytes of text, and there are two dozen kinds. */
const widePages = 4;

/** The Kubernetes API of every AKS cluster, by @kubernetes/client-node. */
export function connectKubernetes(
  access: Access,
  clients: AksClients,
  reach: KubernetesReach,
): (work: Work) => Kubernetes {
  const commandsFor = access.config.runCommand ? connectCommands(access, clients) : undefined;

  return ({ signal, log }) => {
    const asked = <T>(clusterId: string, call: Call<T>): Promise<T> => reach(clusterId, { signal, log }, call);

    const page = <K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace?: string, token?: string) =>
      asked(clusterId, async ({ get, send }, abortSignal) => {
        const request = get(listPath(kind, namespace));
        request.setQueryParam('limit', String(pageSize));
        if (token) request.setQueryParam('continue', token);
        return readList<KubernetesKinds[K]>(await send(request, abortSignal));
      });
    const lines = new Map<string, QueryLimit>();
    const inLine = <T>(clusterId: string, work: () => Promise<T>): Promise<T> => {
      const line = lines.get(clusterId) ?? createQueryLimit(widePages);
      lines.set(clusterId, line);
      return line.run(signal, work);
    };
    const direct = <K extends keyof KubernetesKinds>(clusterId: string, kind: K, namespace?: string) =>
      allPages((token) =>
        namespace || !isNamespaced(kind)
          ? page(clusterId, kind, namespace, token)
          : inLine(clusterId, () => page(clusterId, kind, namespace, token)),
      );
    const commands = commandsFor?.({ signal, log });
    const outOfReach = new Set<string>();
    /** Directly; by a command that Azure runs in the cluster where its API server is out of reach. */
    const either = async <T>(clusterId: string, itself: () => Promise<T>, command?: () => Promise<T>): Promise<T> => {
      if (!command) return itself();
      if (!outOfReach.has(clusterId)) {
        try {
          return await itself();
        } catch (error) {
          if (!(error instanceof UpstreamError) || error.reason !== 'unreachable') throw error;
          outOfReach.add(clusterId);
        }
      }
      return command();
    };

    return {
      list(clusterId, kind, namespace) {
        // A command starts a pod in the cluster: for a question about one namespace, never for a search of everything.
        // One kind that the cluster does not know would spoil the whole command.
        const isAllowed = commands && namespace && isNamespaced(kind) && !isExtension(kind);
        return either(
          clusterId,
          () => direct(clusterId, kind, namespace),
          isAllowed ? () => commands.list(clusterId, kind, namespace) : undefined,
        );
      },
      fold: (clusterId, kind, fold) =>
        either(clusterId, () =>
          foldPages((token) => inLine(clusterId, () => page(clusterId, kind, undefined, token)), fold),
        ),
      object: async (clusterId, kind, name, namespace) => {
        if (!(/role(binding)?s$/.test(kind) ? isRoleName : isObjectName)(name)) return undefined;
        return either(
          clusterId,
          () =>
            asked(clusterId, async ({ get, send }, abortSignal) =>
              readObject(await send(get(`${listPath(kind, namespace)}/${encodeURIComponent(name)}`), abortSignal)),
            ),
          commands && (() => commands.object(clusterId, kind, name, namespace)),
        );
      },
      serves: (clusterId, kind) =>
        asked(clusterId, async ({ get, send }, abortSignal) => {
          const { httpStatusCode: status, headers } = await send(get(groupPath(kind)), abortSignal);
          if (status === 404) return false;
          if (status >= 200 && status < 300) return true;
          throw new HttpFailure(status, undefined, { get: (name) => headers[name] });
        }),
      wayTo: (clusterId) => (outOfReach.has(clusterId) ? 'by run command' : 'directly'),
      log: (clusterId, pod, options) =>
        either(
          clusterId,
          () => asked(clusterId, (apis, abortSignal) => readLog(apis, pod, options, abortSignal)),
          commands && (() => commands.log(clusterId, { ...pod, ...options })),
        ),
    };
  };
}
