import type { PodStanding, Stand, WorkloadStanding } from '../../model/standing.ts';
import { worst } from './levels.ts';
import { addUse } from './use.ts';

/** A workload as its own object tells: how many pods it should have, and how many are ready. */
export interface Wanted {
  namespace: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  name: string;
  desired: number;
  ready: number;
  /** What its own conditions say is wrong, whatever its pods do. */
  troubles?: readonly string[];
}

/** How workloads stand: those that were listed, with or without pods, and those that are known by their pods alone. */
export function workloadStandings(pods: readonly PodStanding[], wanted: readonly Wanted[]): WorkloadStanding[] {
  const groups = Map.groupBy(pods, ({ namespace, owner }) => keyOf(namespace, owner.kind, owner.name));
  const listed = new Map(wanted.map((it) => [keyOf(it.namespace, it.kind, it.name), it]));
  return [...new Set([...groups.keys(), ...listed.keys()])].flatMap((key) => {
    const its = groups.get(key) ?? [];
    const told = listed.get(key);
    const [first] = its;
    const owner = told ? { kind: told.kind, name: told.name } : first?.owner;
    const namespace = told?.namespace ?? first?.namespace;
    if (!owner || namespace === undefined) return [];
    // A Job's pods that ended well are no longer pods that it needs.
    const living = its.filter(({ phase }) => phase !== 'Succeeded');
    return [
      {
        ...standOf(
          its.filter(({ isLeaving }) => !isLeaving),
          told,
        ),
        ...{ namespace, owner, pods: its },
        ...(told && { desired: told.desired }),
        ready: told?.ready ?? living.filter(({ level, phase }) => phase === 'Running' && level !== 'attention').length,
        restarts: its.reduce((sum, { restarts }) => sum + restarts, 0),
        ooms: its.flatMap(({ containers }) => containers).filter(({ last }) => last?.reason === 'OOMKilled').length,
        // What does not run uses nothing, and has no part in what the others may use.
        use: addUse(living.filter(({ phase }) => phase === 'Running').map(({ use }) => use)),
      },
    ];
  });
}

function standOf(pods: readonly PodStanding[], told: Wanted | undefined): Stand {
  const level = worst(pods.map((it) => it.level));
  const reasons = eachOnce(pods.toSorted((a, b) => newestEnd(b) - newestEnd(a)).flatMap((it) => it.reasons));
  const troubles = told?.troubles ?? [];
  if (!told || told.ready >= told.desired) {
    if (troubles.length > 0) return { level: worst([level, 'warning']), reasons: [...troubles, ...reasons] };
    return { level, reasons: told?.desired === 0 ? ['scaled to zero'] : reasons };
  }
  const short = told.ready === 0 ? 'none ready' : `${told.desired - told.ready} not ready`;
  return {
    level: told.ready === 0 ? 'attention' : worst([level, 'warning']),
    reasons: [short, ...troubles, ...reasons.filter((it) => it !== 'not ready')],
  };
}

/** Replicas tell the same, some minutes apart: the newest counts. */
function eachOnce(reasons: readonly string[]): string[] {
  const bare = (text: string) => text.replace(/ (just now|\d+ \w+ ago)$/, '');
  return reasons.filter((text, n) => reasons.findIndex((other) => bare(other) === bare(text)) === n);
}

function newestEnd({ containers }: PodStanding): number {
  return Math.max(0, ...containers.map(({ last }) => last?.at?.getTime() ?? 0));
}

function keyOf(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}
