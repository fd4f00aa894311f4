import { isWorkload, type Subject } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { memoryAdvice } from '../memory-advice.ts';
import { blame, total } from '../oom/blame.ts';
import { growing } from '../oom/growth-finding.ts';
import { isGoingOn, type OomKill, oomKills, restartsOf } from '../oom/kills.ts';
import { limitOf, memorySeries, peakOf, requestOf, smallestNode } from '../oom/memory.ts';
import { isNamedBetter } from '../oom/told-better.ts';
import { underThisLimit } from '../oom/under-this-limit.ts';
import { timesIn } from '../oom/words.ts';
import { defineRule } from '../rule.ts';
import { replicas, scopeOf } from '../scope.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { raiseMemory } from '../suggested/raise-memory.ts';

/** A container is killed because it needs more than its own memory limit, while the node has room. */
export const oomLimitTooLow = defineRule({
  code: 'oom-limit-too-low',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  // Containers of one name are compared over the pods of one workload: on a whole node they are strangers.
  fits: isWorkload,
  needs: [],
  wants: [
    ...situationFacts,
    'containerRestarts',
    'restartHistory',
    'memoryUsage',
    'nodeConditions',
    'kubernetesEvents',
    'eventHistory',
  ],
  judge(evidence, subject, now) {
    const kills = underThisLimit(oomKills(evidence), evidence);
    if (!isGoingOn(kills, now)) return undefined;
    const [worst] = [...Map.groupBy(kills, (kill) => kill.container)]
      .map(([container, its]) => ({ container, its, blame: blame(evidence, container, its) }))
      .filter((it) => it.blame.verdict === 'limit')
      .sort((a, b) => b.its.length - a.its.length);
    // A leak, a spike, a heap or a start that needs more have rules of their own, with other advice.
    if (!worst || isNamedBetter(evidence, worst.its, now)) return undefined;
    if (growing(evidence, now)?.container === worst.container) return undefined;
    const limit = limitOf(evidence, worst.container);
    if (limit.kind !== 'set') return undefined;

    const { container, its } = worst;
    const peak = peakOf(evidence, container);
    const limitMiB = Math.round(limit.mebibytes);
    const scope = scopeOf(
      replicas(evidence.containerRestarts?.value, evidence.restartHistory?.value),
      its.map(sufferer),
    );
    const advice = memoryAdvice({
      peakMiB: peak?.mebibytes,
      limitMiB: limit.mebibytes,
      requestMiB: requestOf(evidence, worst.container),
    });
    const series = memorySeries(evidence, container, limit, its);
    const measured = peak ? `, memory peaked at ${Math.round(peak.mebibytes)} MiB` : '';
    return {
      code: 'oom-limit-too-low',
      confidence: Math.min(
        0.98,
        Math.max(0.3, total(worst.blame.limit) - total(worst.blame.node) + (its.length > 1 ? 0.1 : 0)),
      ),
      sentence: `${whose(container, subject)} needs more than its ${limitMiB} MiB: OOM-killed ${timesIn(its, now, restartsOf(evidence, container))}${measured}.`,
      quotes: [
        its[0]?.quote ?? [],
        ...worst.blame.limit.map((sign) => sign.quotes.at(-1) ?? []),
        otherSource(its) ?? [],
      ].flat(),
      suggestions: suggestionsFor(subject, container, {
        limitMiB,
        toMiB: advice.toMiB,
        nodeMiB: smallestNode(evidence),
      }),
      scope,
      derivation: advice.derivation,
      ...(series ? { series } : {}),
    };
  },
});

/** The first line stands alone in a notification, so it names what was asked about. */
function whose(container: string, { name }: Subject): string {
  return container === name ? name : `Container ${container} of ${name}`;
}

function sufferer({ pod, node }: { pod: string; node?: string }) {
  return { name: pod, ...(node ? { node } : {}) };
}

/** The newest kill that another source than the newest kill's saw. */
function otherSource(kills: readonly OomKill[]) {
  return kills.find((kill) => kill.quote.source.service !== kills[0]?.quote.source.service)?.quote;
}

/** A limit that no node can hold is not advised; a limit that is reached again was not the cause. */
function suggestionsFor(
  subject: Subject,
  container: string,
  { limitMiB, toMiB, nodeMiB }: { limitMiB: number; toMiB: number; nodeMiB: number | undefined },
): Suggestion[] {
  if (nodeMiB !== undefined && toMiB > nodeMiB) {
    const need = `Container ${container} would need ${toMiB} MiB, more than the ${Math.round(nodeMiB)} MiB that its node can allocate`;
    return [{ text: `${need}: use a larger node size, or find out what it keeps in memory.` }];
  }
  const text = `Raise the memory limit of container ${container} from ${limitMiB} MiB to ${toMiB} MiB.`;
  return [
    raiseMemory(subject, { container, toMiB, text }),
    { text: `If it is killed at ${toMiB} MiB as well, it leaks: look at its heap before raising the limit again.` },
  ];
}
