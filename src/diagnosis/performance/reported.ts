import { namedIn } from '../focus.ts';
import type { Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { callMap } from './call-map.ts';
import { nodesOf, type Origin, originOf } from './origin.ts';

/** What a report says of a workload, in its own words: a hint where nothing can be measured, and never more. */
export interface Reported {
  workload: Workload;
  growth: number;
  slowOn: string[];
  /** Whether it speaks of the CPU there. */
  isCpu: boolean;
}

const slow = /\b(?:slow(?:er|ness|ly)?|lags?|timeouts?|timed out)\b|latenc/i;
const cpu = /\bcpu|throttl/i;
const lost = /retransmi|packets? (?:loss|lost|drop)/i;
const growth = /\+\s?(\d+(?:\.\d+)?)\s?%/g;

/** Where the report says that it is slow: the origin among the workloads that it calls so. */
export function reportedOrigin(
  report: string | undefined,
  situation: Situation,
): { origin: Origin<Reported>; isLoss: (node: string) => boolean } | undefined {
  const pieces = piecesOf(report);
  const found = new Map<Workload, Reported>();
  for (const piece of pieces.filter((it) => slow.test(it))) {
    for (const { kind, namespace, name } of namedIn(piece, situation)) {
      if (kind === 'Pod' || kind === 'Node') continue;
      const workload = situation.workloads.find((it) => it.namespace === namespace && it.name === name);
      if (workload && !found.has(workload))
        found.set(workload, { workload, growth: growthIn(piece), slowOn: nodesOf(workload), isCpu: cpu.test(piece) });
    }
  }
  const origin = originOf([...found.values()], callMap(situation), () => undefined);
  if (!origin) return undefined;
  const isLoss = (node: string) =>
    pieces.some(
      (it) => lost.test(it) && namedIn(it, situation).some(({ kind, name }) => kind === 'Node' && name === node),
    );
  return { origin, isLoss };
}

/** Sentences, lines, and the objects of a list in JSON: what is said together of one thing. */
function piecesOf(report = ''): string[] {
  return report.split(/\n|\.\s|;|\}\s*,\s*\{/);
}

/** The greatest growth in percent that is named, as a logarithm; little where none is. */
function growthIn(piece: string): number {
  const percents = [...piece.matchAll(growth)].map(([, percent]) => Number(percent));
  return Math.log(1 + Math.max(100, ...percents) / 100);
}
