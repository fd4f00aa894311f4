import type { RunningPlace } from '../model/image.ts';
import type { FixingTag } from './fixing-tag.ts';

/** Beside them the other questions about an image still have room. */
const mostRolls = 2;
const rolled: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** What proposes to roll those that run an image to the version that mends it: a press a workload, two at most. */
export function fixingRolls(
  { registry, repository, fix }: { registry: string; repository: string; fix: FixingTag | undefined },
  places: readonly RunningPlace[],
): { title: string; verb: string; input: Record<string, unknown> }[] {
  if (!fix) return [];
  const those = places.filter(({ kind }) => rolled.includes(kind));
  return those.slice(0, mostRolls).map(({ cluster, namespace, workload, kind }) => {
    const title = `Roll ${workload} to ${fix.tag}`;
    const isTwice = those.filter((it) => it.workload === workload).length > 1;
    return {
      title: isTwice ? `${title} in ${cluster}` : title,
      verb: 'roll',
      input: { workload, kind, cluster, namespace, image: `${registry}/${repository}:${fix.tag}` },
    };
  });
}
