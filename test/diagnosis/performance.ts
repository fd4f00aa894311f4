import type { ContainerCpu } from '../../src/evidence/container-cpu.ts';
import type { NodeTraffic } from '../../src/evidence/node-traffic.ts';
import type { Samples } from '../../src/model/samples.ts';
import type { Facts } from './cluster.ts';
import { now } from './given.ts';

/** Where a value stood before a quarter of an hour ago, and from then on. */
type Levels = [before: number, since: number];

/** An hour of samples, every 30 seconds, that scatter by a few percent around two levels. */
export function samples([before, since]: Levels): Samples {
  const times = Array.from({ length: 120 }, (_, index) => now.getTime() - (119 - index) * 30_000);
  const scatter = (index: number) => 1 + 0.03 * Math.sin(index * 2.4);
  return { times, values: times.map((_, index) => scatter(index) * (index < 90 ? before : since)) };
}

/** Latency (p90, milliseconds) of workloads or Services of the namespace shop, and who was seen to call whom ("storefront>cart"). */
export function requests(
  latency: Record<string, Levels>,
  calls: string[] = [],
  of: 'workload' | 'service' = 'workload',
  rate: Levels = [20, 20],
): Facts {
  return {
    workloadRequests: {
      way: 'Istio',
      of,
      workloads: Object.entries(latency).map(([name, levels]) => ({
        namespace: 'shop',
        name,
        p90: samples(levels),
        rate: samples(rate),
      })),
      calls: calls.map((it) => {
        const [from, to] = it.split('>').map((name) => `shop/${name}`);
        return { from: from ?? '', to: to ?? '' };
      }),
    },
  };
}

/** CPU of a workload's only pod, in cores, and the share of periods in which it is throttled. */
export function cpuOf(name: string, cores: Levels, throttled?: Levels): Facts {
  const cpu: ContainerCpu = {
    namespace: 'shop',
    pod: `${name}-1a2b3c-0`,
    container: name,
    cores: samples(cores),
    ...(throttled && { throttledShare: samples(throttled) }),
  };
  return { containerCpu: [cpu] };
}

/** Packets that the only pod of a workload receives a second. */
export function packetsOf(name: string, packets: Levels): Facts {
  return { podPackets: [{ namespace: 'shop', pod: `${name}-1a2b3c-0`, received: samples(packets) }] };
}

/** Segments that a node sends again a second. */
export function againOf(node: string, again: Levels): Facts {
  const traffic: NodeTraffic = { node, cpu: samples([0.2, 0.2]), retransmits: samples(again) };
  return { nodeTraffic: [traffic] };
}
