import type { V1Container, V1Probe } from '@kubernetes/client-node';
import type { Workload } from '../situation/workload.ts';

/** A port that a container declares. */
export interface DeclaredPort {
  container: string;
  number: number;
  protocol: string;
  name?: string;
}

/** The ports that a workload's containers declare, those of a mesh's proxy left out: they are never what a Service means. */
export function portsOf({ template, pods }: Workload): DeclaredPort[] {
  const { containers = [], initContainers = [] } = pods.at(-1)?.spec ?? template.spec ?? {};
  return [...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'), ...containers]
    .filter((it) => !isMeshProxy(it))
    .flatMap(({ name: container, ports = [] }) =>
      ports.map(({ containerPort, protocol = 'TCP', name }) => ({
        container,
        number: containerPort,
        protocol,
        ...(name && { name }),
      })),
    );
}

/** Ports that a workload's probes ask, and that its variables call its own port: where it is known to listen. */
export function listeningOn({ template }: Workload): number[] {
  return (template.spec?.containers ?? []).flatMap((container) => [
    ...[container.readinessProbe, container.livenessProbe, container.startupProbe].flatMap((it) => askedBy(it)),
    ...(container.env ?? []).flatMap(({ name, value }) =>
      /^(?:server_?|http_?|grpc_?|listen_?|app_?|service_?)*port$/i.test(name) && /^\d{2,5}$/.test(value ?? '')
        ? [Number(value)]
        : [],
    ),
  ]);
}

/** Whether a container is the proxy that a service mesh puts beside the application. */
export function isMeshProxy({ name, image }: Pick<V1Container, 'name' | 'image'>): boolean {
  return (
    /^(?:istio-proxy|linkerd-proxy|envoy-sidecar|consul-dataplane|daprd)$/.test(name) || /\/proxyv2:/.test(image ?? '')
  );
}

function askedBy(probe: V1Probe | undefined): number[] {
  const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port;
  return typeof port === 'number' ? [port] : [];
}
