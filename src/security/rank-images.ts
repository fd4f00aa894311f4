import type { Vulnerability } from '../model/image.ts';
import type { ImageRun } from '../model/image-run.ts';
import type { ImageHead } from '../model/image-snapshot.ts';
import { type ImageStanding, imageLevels } from '../model/image-standing.ts';
import { noFixSaid } from '../model/no-fix-said.ts';
import { isThreat, weight } from './rank-vulnerabilities.ts';

/** How an image stands among all: how urgent it is, and what makes it so. */
export function standingOf(head: ImageHead, runs: readonly ImageRun[]): ImageStanding {
  const exposed = runs.find((it) => it.exposed !== undefined)?.exposed;
  const level = levelOf(head, runs.length > 0);
  return {
    head,
    runs,
    level,
    isExposed: exposed !== undefined,
    reasons: [
      ...(head.worst ? [threatOf(head.worst), fixOf(head.worst)] : []),
      runs.length > 0 ? runningIn(runs) : 'runs nowhere',
      ...(exposed === undefined ? [] : [`reached from outside by ${exposed}`]),
    ],
  };
}

/** The most urgent first: by level, then what is reached from outside, what can be fixed, how bad it is and how much. */
export function compareStandings(a: ImageStanding, b: ImageStanding): number {
  return (
    imageLevels.indexOf(a.level) - imageLevels.indexOf(b.level) ||
    Number(b.head.threats.fixable > 0 && b.isExposed) - Number(a.head.threats.fixable > 0 && a.isExposed) ||
    Number(b.isExposed) - Number(a.isExposed) ||
    Number(b.head.threats.fixable > 0) - Number(a.head.threats.fixable > 0) ||
    b.head.threats.all - a.head.threats.all ||
    worstWeight(b.head.worst) - worstWeight(a.head.worst) ||
    b.head.counts.Critical - a.head.counts.Critical ||
    b.head.counts.High - a.head.counts.High ||
    (b.head.worst?.cvss ?? 0) - (a.head.worst?.cvss ?? 0) ||
    a.head.digest.localeCompare(b.head.digest)
  );
}

function levelOf({ threats, counts, worst }: ImageHead, isRunning: boolean): ImageStanding['level'] {
  if (isRunning && threats.all > 0) return 'exploited-runs';
  if (isRunning && (counts.Critical > 0 || worst?.exploitable)) return 'severe-runs';
  if (threats.all > 0) return 'exploited';
  if (isRunning) return 'runs';
  return 'idle';
}

function worstWeight(worst: Vulnerability | undefined): number {
  return worst ? weight[worst.severity] : 0;
}

function threatOf(worst: Vulnerability): string {
  const { cve, severity, knownExploited, exploitable } = worst;
  if (knownExploited) return `${cve} exploited in the wild`;
  if (isThreat(worst)) return `${cve} with a verified exploit`;
  return exploitable ? `${cve} with a public exploit` : `${cve} ${severity}`;
}

function fixOf(worst: Vulnerability): string {
  const { package: name, fixedIn } = worst;
  return fixedIn === undefined ? `${name}: ${noFixSaid(worst)}` : `fixed in ${name} ${fixedIn}`;
}

function runningIn(runs: readonly ImageRun[]): string {
  const pods = runs.reduce((sum, it) => sum + it.pods, 0);
  const clusters = [...new Set(runs.map(({ cluster }) => cluster))];
  const more = clusters.length > 2 ? ` and ${clusters.length - 2} more` : '';
  return `runs in ${clusters.slice(0, 2).join(' and ')}${more} (${pods} ${pods === 1 ? 'pod' : 'pods'})`;
}
