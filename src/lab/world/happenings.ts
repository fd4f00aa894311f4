import { startsAgainAt, terminationsUntil } from './container-run.ts';
import type { Cluster, Container, Happening, Pod } from './estate.ts';
import { ofPod } from './event-of.ts';
import { imageName } from './kubernetes/metadata.ts';
import { nodeOomEvents } from './node-oom-events.ts';
import { noise } from './seeded.ts';
import { probed, refused, unbound, unscaled, unschedulable, unstarted } from './unready-happenings.ts';
import { memoryBytes } from './usage.ts';

/** Everything that happened in a cluster in a span of time, oldest first: what was noted, and what follows from terminations. */
export function happeningsOf(cluster: Cluster, from: Date, to: Date): Happening[] {
  const found = [
    ...cluster.happenings,
    ...unbound(cluster, to),
    ...refused(cluster, to),
    ...unscaled(cluster, to),
  ].filter((it) => it.at >= from && it.at < to);
  for (const pod of cluster.pods) {
    const end = pod.goneAt && pod.goneAt < to ? pod.goneAt : to;
    const within = (at: Date) => at >= from && at < end;
    found.push(
      ...[...unschedulable(pod, end), ...unstarted(pod, end), ...probed(pod, end)].filter((it) => within(it.at)),
    );
    for (const container of pod.containers) {
      const schedule = pod.terminations.get(container.name);
      if (!schedule) continue;
      const times = terminationsUntil(schedule, end);
      for (const [index, at] of times.entries()) {
        if (!within(at)) continue;
        if (schedule.reason === 'OOMKilled') found.push(...oomKilled(pod, container, at, schedule.by === 'node'));
        const again = startsAgainAt(schedule, times.slice(0, index + 1), pod.createdAt);
        found.push(backOff(pod, container, new Date(at.getTime() + 1_000)));
        if (within(again)) found.push(...started(pod, container, again, schedule.message));
      }
    }
  }
  return found.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** What is said of a kill: events on the Node, where the victim stands in the text alone. */
function oomKilled(pod: Pod, container: Container, at: Date, byNode: boolean): Happening[] {
  const used = memoryBytes(pod, container, new Date(at.getTime() - 1_000)) ?? container.usualMiB * 1_048_576;
  const pid = 4_000 + Math.floor(noise(pod.seed, Math.floor(at.getTime() / 60_000)) * 28_000);
  return nodeOomEvents(pod.node, at, {
    process: container.process,
    pid,
    anonymousKiB: Math.round((used / 1_024) * 0.985),
    byNode,
  });
}

function backOff(pod: Pod, container: Container, at: Date): Happening {
  return ofPod(
    pod,
    at,
    'Warning',
    'BackOff',
    `Back-off restarting failed container ${container.name} in pod ${pod.name}_${pod.workload.namespace}(${pod.uid})`,
  );
}

/** What is said of a start, or of an attempt that the runtime refused. */
function started(pod: Pod, container: Container, at: Date, refusal: string | undefined): Happening[] {
  return [
    ofPod(pod, at, 'Normal', 'Pulled', `Container image "${imageName(container.image)}" already present on machine`),
    ofPod(pod, at, 'Normal', 'Created', `Created container: ${container.name}`),
    refusal
      ? ofPod(pod, at, 'Warning', 'Failed', `Error: ${refusal}`)
      : ofPod(pod, at, 'Normal', 'Started', `Started container ${container.name}`),
  ];
}
