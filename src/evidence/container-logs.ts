import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../azure/azure.ts';
import { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Subject } from '../model/subject.ts';
import { readGap } from './asking/read-gap.ts';
import { defineCollector } from './collector.ts';
import { type ContainerLog, chooseLogs, type LogAddress } from './kubernetes/choose-logs.ts';
import { podsOf } from './kubernetes/pods-of.ts';
import { stampedLines } from './kubernetes/stamped-lines.ts';

const what = 'container logs';
const tailLines = 400;
/** How logs are read: an API server reads each from a node, a few at a time; one command tells of a few, all at once. */
const ways = { directly: { most: 90, atOnce: 8 }, 'by run command': { most: 24, atOnce: 24 } };

/** The last lines of the logs that may tell: first of containers in trouble, current and previous (Kubernetes API, live). */
export const containerLogs = defineCollector<'containerLogs', ContainerLog[]>({
  name: 'containerLogs',
  what,
  async collect(azure, subject, window) {
    const own = await podsOf(azure, subject);
    const others = await besides(azure, subject, own);
    const way = azure.kubernetes.wayTo(subject.cluster.id);
    const { most, atOnce } = ways[way];
    const { chosen, leftOut } = chooseLogs(own, others, window.to, most);
    const read = await side(chosen, atOnce, (address) => readLog(azure, subject, address));
    const failures = read.flatMap((it) => (it instanceof UpstreamError ? it : []));
    if (failures[0] && failures.length === chosen.length) throw failures[0];
    const gap = gapFor(failures, leftOut);
    return {
      value: read.flatMap((it) => (it instanceof UpstreamError ? [] : it)),
      source: {
        service: 'Kubernetes API',
        detail: way === 'directly' ? what : `${what} ${way}, the last part of each`,
      },
      at: window.to,
      ...(gap && { gap }),
    };
  },
});

/** A workload's trouble often shows in its neighbours: those of its namespace are looked at too. */
async function besides(azure: Azure, { cluster, namespace }: Subject, own: V1Pod[]): Promise<V1Pod[]> {
  if (namespace === '') return [];
  const names = new Set(own.map((pod) => pod.metadata?.name));
  return (await azure.kubernetes.list(cluster.id, 'pods', namespace)).filter((pod) => !names.has(pod.metadata?.name));
}

async function readLog(azure: Azure, { cluster }: Subject, address: LogAddress): Promise<ContainerLog | UpstreamError> {
  const { namespace, pod, container, previous } = address;
  try {
    const options = { previous, tailLines, timestamps: true };
    const text = await azure.kubernetes.log(cluster.id, { namespace, name: pod, container }, options);
    return { ...address, ...stampedLines(text) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // A container that never started, or whose last life is forgotten, has no log: nothing is missing.
    return error.reason === 'not-found' || error.status === 400 ? { ...address, lines: [] } : error;
  }
}

function gapFor(failures: readonly UpstreamError[], leftOut: number): Gap | undefined {
  const [first] = failures;
  if (first) return readGap(first, `${what} (${failures.length} could not be read)`);
  if (leftOut === 0) return undefined;
  return {
    what: `${what} of ${leftOut} more containers`,
    service: 'Kubernetes API',
    why: 'More containers run here than are read for one question; those in trouble come first.',
    next: 'Ask about one workload to read its logs.',
  };
}

/** Runs the work of many side by side, so many at once. */
async function side<In, Out>(items: readonly In[], most: number, work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) done[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return done;
}
