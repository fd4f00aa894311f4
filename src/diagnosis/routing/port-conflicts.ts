import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { isMeshProxy } from './pod-ports.ts';

/** Two containers of a pod that want one port; they share a network, so the later one fails. */
export interface PortConflict {
  port: number;
  container: string;
  other: string;
  /** Where the other one's port is written, with the text itself. */
  where: string;
  text: string;
}

/** Ports that Istio's proxy keeps for itself in every pod. */
const istioPorts = new Set([15000, 15001, 15004, 15006, 15020, 15021, 15053, 15090]);
const statusPort = /"?statusPort"?\s*[:=]\s*"?(\d{2,5})/;

/** Ports that containers of a pod both declare, and ports of an application that the mesh's proxy beside it listens on. */
export function portConflicts({ metadata, spec }: V1Pod): PortConflict[] {
  const containers = spec?.containers ?? [];
  const apps = containers.filter((it) => !isMeshProxy(it));
  const proxy = containers.find(isMeshProxy);
  const own = apps.flatMap((it) => portsIn(it).map((port) => ({ port, container: it.name })));
  const taken = proxy ? proxyPorts(proxy, metadata?.annotations ?? {}) : [];
  return own.flatMap(({ port, container }, index): PortConflict[] => {
    const first = own.findIndex((it) => it.port === port && it.container !== container);
    const twin = first >= 0 && first < index ? own[first] : undefined;
    if (twin)
      return [
        { port, container, other: twin.container, where: `ports of container ${twin.container}`, text: `${port}` },
      ];
    return taken
      .filter((it) => it.port === port)
      .slice(0, 1)
      .map(({ where, text }) => ({ port, container, other: proxy?.name ?? '', where, text }));
  });
}

function proxyPorts({ name, env = [] }: V1Container, annotations: Record<string, string>) {
  const written = [
    ...Object.entries(annotations)
      .filter(([key]) => key === 'proxy.istio.io/config')
      .map(([key, text]) => ({ where: `annotation ${key} of the pod`, text })),
    ...env.flatMap(({ name: variable, value }) =>
      variable === 'PROXY_CONFIG' && value ? [{ where: `variable ${variable} of container ${name}`, text: value }] : [],
    ),
  ];
  const configured = written.flatMap((it) => {
    const port = Number(it.text.match(statusPort)?.[1]);
    return port ? [{ ...it, port }] : [];
  });
  const reserved = name === 'istio-proxy' ? [...istioPorts] : [];
  return [...configured, ...reserved.map((port) => ({ port, where: `container ${name} of the pod`, text: name }))];
}

/** By number and protocol TCP, which all proxies listen on. */
function portsIn({ ports = [] }: V1Container): number[] {
  return ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ containerPort }) => containerPort);
}
