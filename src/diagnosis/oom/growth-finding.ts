import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import type { EvidenceOf } from '../rule.ts';
import { replicas, scopeOf } from '../scope.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { raiseMemory } from '../suggested/raise-memory.ts';
import { blame, type OomEvidence } from './blame.ts';
import { type Growth, growthOf } from './growth.ts';
import { isGoingOn, type OomKill, oomKills, restartsOf } from './kills.ts';
import { limitOf, memorySeries, smallestNode } from './memory.ts';
import { isNamedBetter } from './told-better.ts';
import { timesIn } from './words.ts';

/** What is looked at for growth. */
export type GrowthEvidence = OomEvidence & EvidenceOf<never, SituationFact>;

/** The kills of a container whose own limit ends it, with how its memory went before; undefined when that does not show. */
export function growing(evidence: GrowthEvidence, now: Date) {
  const kills = oomKills(evidence);
  if (!isGoingOn(kills, now)) return undefined;
  for (const [container, its] of Map.groupBy(kills, (kill) => kill.container)) {
    const limit = limitOf(evidence, container);
    if (limit.kind !== 'set' || blame(evidence, container, its).verdict !== 'limit') continue;
    if (isNamedBetter(evidence, its, now)) continue;
    const usage = evidence.memoryUsage?.value.containers.filter((it) => it.container === container) ?? [];
    const growth = growthOf(usage, its, limit.mebibytes);
    if (growth) return { container, its, limit, growth };
  }
  return undefined;
}

/** The finding for one kind of growth. */
export function growthFinding(
  kind: Growth['kind'],
  evidence: GrowthEvidence,
  subject: Subject,
  now: Date,
): Finding<Suggestion> | undefined {
  const found = growing(evidence, now);
  if (!found || found.growth.kind !== kind) return undefined;
  const { container, its, limit, growth } = found;
  const limitMiB = Math.round(limit.mebibytes);
  const whose = container === subject.name ? subject.name : `Container ${container} of ${subject.name}`;
  const times = timesIn(its, now, restartsOf(evidence, container));
  const series = memorySeries(evidence, container, limit, its);
  const told =
    growth.kind === 'leak'
      ? leak(growth, whose, limitMiB)
      : spike(growth, { whose, limitMiB, container, subject }, evidence);
  return {
    code: `oom-${kind}`,
    confidence: 0.97,
    sentence: `${told.sentence} OOM-killed ${times}.`,
    quotes: its.slice(0, 2).map(({ quote }) => quote),
    suggestions: told.suggestions,
    derivation: told.derivation,
    scope: scopeOf(replicas(evidence.containerRestarts?.value, evidence.restartHistory?.value), its.map(sufferer)),
    ...(series && { series }),
  };
}

function leak(growth: Growth & { kind: 'leak' }, whose: string, limitMiB: number) {
  const { slope, fit, hours, climbs, fromMiB, toMiB, pod } = growth;
  const rate = slope >= 10 ? Math.round(slope) : Math.round(slope * 10) / 10;
  const lasts = ((limitMiB / 4 / slope) * 60).toFixed(0);
  return {
    sentence: `${whose} leaks: its memory climbs by ${rate} MiB an hour in a straight line to its limit of ${limitMiB} MiB.`,
    derivation: [
      `${pod}: ${Math.round(fromMiB)} MiB to ${Math.round(toMiB)} MiB in ${hours.toFixed(1)} h, slope ${rate} MiB/h, R² ${fit.toFixed(2)}, ${climbs} ${climbs === 1 ? 'climb' : 'climbs'} of this kind.`,
      `A limit 25 % higher would last ${lasts} min longer.`,
    ],
    suggestions: [
      {
        text: `Find what it keeps (a heap dump near the limit), or roll back: a higher limit only buys time, 25 % more buys ${lasts} min.`,
      },
    ],
  };
}

function spike(
  growth: Growth & { kind: 'spike' },
  { whose, limitMiB, container, subject }: { whose: string; limitMiB: number; container: string; subject: Subject },
  evidence: GrowthEvidence,
) {
  const { usualMiB, topMiB, pod } = growth;
  const node = smallestNode(evidence);
  const more = Math.ceil((limitMiB * 1.5) / 128) * 128;
  const isRoom = node === undefined || more <= node;
  return {
    sentence: `${whose} uses ${Math.round(usualMiB)} MiB, and now and then more than its ${limitMiB} MiB within seconds, between two samples.`,
    derivation: [
      `${pod}: median ${Math.round(usualMiB)} MiB, highest sample ${Math.round(topMiB)} MiB of ${limitMiB} MiB, no climb before the kills; samples are a minute apart.`,
    ],
    suggestions: [
      {
        text: 'Find the request or batch at the time of the kills, and bound it (page size, upload size, concurrency).',
      },
      ...(isRoom
        ? [
            raiseMemory(subject, {
              ...{ container, toMiB: more },
              text: `Until then a limit of ${more} MiB makes room; how much it needs at its peak was not seen.`,
            }),
          ]
        : []),
    ],
  };
}

function sufferer({ pod, node }: OomKill) {
  return { name: pod, ...(node ? { node } : {}) };
}
