import type { Quote } from '../../model/finding.ts';
import { isOneThing } from '../../model/subject.ts';
import { blame, total } from '../oom/blame.ts';
import { evictions } from '../oom/evictions.ts';
import { isGoingOn, type OomKill, oomKills } from '../oom/kills.ts';
import { limitOf, memorySeries, nodeSeries, peakOf } from '../oom/memory.ts';
import { listed, sized, timesIn } from '../oom/words.ts';
import { defineRule, type EvidenceOf } from '../rule.ts';
import { replicas, scopeOf } from '../scope.ts';

/** Containers are killed, or pods evicted, because their node ran out of memory; a higher limit would make it worse, so none is advised. */
export const oomNodePressure = defineRule({
  code: 'oom-node-pressure',
  explains: ['OOMKilled', 'Evicted', 'CrashLoopBackOff', 'Failing'],
  fits: isOneThing,
  needs: [],
  wants: [
    'containerRestarts',
    'restartHistory',
    'memoryUsage',
    'nodeConditions',
    'kubernetesEvents',
    'eventHistory',
    'nodeConsumers',
  ],
  judge(evidence, _subject, now) {
    const victims = [...oomKills(evidence), ...evictions(evidence)].sort((a, b) => b.at.getTime() - a.at.getTime());
    if (!isGoingOn(victims, now)) return undefined;
    const [worst] = [...Map.groupBy(victims, (kill) => kill.container)]
      .map(([container, its]) => ({ container, its, blame: blame(evidence, container, its) }))
      // An eviction for memory is the node's doing by its nature.
      .filter((it) => it.container === '' || it.blame.verdict === 'node')
      .sort((a, b) => total(b.blame.node) - total(a.blame.node));
    if (!worst) return undefined;

    const { container, its } = worst;
    const limit = limitOf(evidence, container);
    const scope = scopeOf(
      replicas(evidence.containerRestarts?.value, evidence.restartHistory?.value),
      its.map(({ pod, node }) => ({ name: pod, ...(node ? { node } : {}) })),
    );
    const where =
      scope.nodes.length === 0 ? 'The node' : `${scope.nodes.length === 1 ? 'Node' : 'Nodes'} ${listed(scope.nodes)}`;
    const peak = peakOf(evidence, container);
    const used =
      peak && limit.kind === 'set'
        ? `, though it used at most ${Math.round(peak.mebibytes)} of its ${Math.round(limit.mebibytes)} MiB`
        : '';
    const hogs = overRequest(evidence, scope.nodes, its);
    const series = nodeSeries(evidence, scope.nodes) ?? memorySeries(evidence, container, limit, its);
    return {
      code: 'oom-node-pressure',
      confidence: Math.min(0.98, Math.max(0.3, total(worst.blame.node) - total(worst.blame.limit) / 2)),
      sentence: `${where} ran out of memory, not the limit: ${fate(container, scope.pods.length)} ${timesIn(its, now)}${used}.`,
      quotes: distinct([
        ...its.slice(0, 1).map((kill) => kill.quote),
        ...worst.blame.node.flatMap((sign) => sign.quotes),
      ]),
      suggestions: [
        ...hogs.map(({ container, node, namespace, peakMiB, requestMiB }) => ({
          text: `Look at ${container} in ${namespace}: it uses ${sized(peakMiB)} of ${scope.nodes.length === 1 ? 'the node' : node} and asked for ${sized(requestMiB)}. Give it a limit and an honest request.`,
        })),
        { text: 'Leave the limit as it is: a higher one would let the node run out sooner.' },
        ...(hogs.length === 0
          ? [
              {
                text: `Find what fills ${scope.nodes[0] ?? 'the node'}, and set requests near real use, so that the scheduler spreads the pods.`,
              },
            ]
          : []),
      ],
      scope,
      derivation: worst.blame.node.map((sign) => `For the node: ${sign.says}.`),
      ...(series ? { series } : {}),
    };
  },
});

/** An eviction is its own sign: it is quoted once. */
function distinct(quotes: readonly Quote[]): Quote[] {
  return [...new Map(quotes.map((quote) => [quote.text, quote])).values()];
}

/** The one container on each of the nodes that takes most beyond what it asked the scheduler for, when that is much. */
function overRequest(
  { nodeConsumers }: EvidenceOf<never, 'nodeConsumers'>,
  nodes: readonly string[],
  victims: readonly OomKill[],
) {
  const victimPods = new Set(victims.map((kill) => kill.pod));
  return nodes.slice(0, 2).flatMap((node) => {
    const [top] = (nodeConsumers?.value ?? [])
      .filter((it) => it.node === node && !victimPods.has(it.pod) && it.peakMiB - it.requestMiB > 512)
      .sort((a, b) => b.peakMiB - b.requestMiB - (a.peakMiB - a.requestMiB));
    return top ? [top] : [];
  });
}

/** "one pod was evicted", "container api was OOM-killed". */
function fate(container: string, pods: number): string {
  if (container !== '') return `container ${container} was OOM-killed`;
  return pods === 1 ? 'one pod was evicted' : `${pods} pods were evicted`;
}
