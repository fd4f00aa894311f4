import type { Button, Card } from '../model/card.ts';
import type { Series } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { PostureScore } from '../model/posture-score.ts';
import type { PostureStanding } from '../model/posture-standing.ts';
import { plain } from './plain.ts';
import { type ChangeLines, postureCard } from './posture.ts';
import { standingRow } from './posture-rows.ts';
import { counted, short } from './quantity.ts';
import { percentText, scoreLevel, scoreLines } from './score-words.ts';
import { names } from './some.ts';
import { ago, clockTime, date } from './when.ts';

/** What the card about the posture of many resources is made of. */
export interface PostureOnCard {
  score: PostureScore;
  /** Practices, or checks, worst first; those that have a row to press with their button. */
  standings: readonly { standing: PostureStanding; button?: Button | undefined }[];
  /** What the rows are: "practice", or "check". */
  noun: 'practice' | 'check';
  resources: number;
  filter: string;
  trend: Series | undefined;
  changes: ChangeLines | undefined;
  /** Defender's own score; undefined where it could not be read, or there is none. */
  secureScore: { percent: number; subscriptions: number } | undefined;
  /** What somebody accepted, of these resources. */
  accepted: readonly KnownFinding[];
  gaps: readonly (Gap | undefined)[];
  /** Names of clusters that were never looked at by their Kubernetes API. */
  neverRead: readonly string[];
  keptFrom: Date | undefined;
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

const mostSound = 20;
const mostAccepted = 3;

/** The answer to "posture": the score, how it came about, what changed, and the practices, worst first. */
export function postureEstateCard(o: PostureOnCard): Card {
  const failing = o.standings.filter(({ standing }) => standing.failing.length > 0);
  const unread = o.standings.filter(({ standing }) => standing.failing.length === 0 && standing.unread > 0);
  const sound = o.standings.filter(({ standing }) => standing.failing.length === 0 && standing.unread === 0);
  const level = scoreLevel(
    o.score,
    failing.some(({ standing }) => standing.worst === 'High'),
  );
  return postureCard({
    // What was never looked at is no part of the score, and nothing to be calm about.
    level: level === 'good' && o.neverRead.length > 0 ? 'unknown' : level,
    verdict: verdictOf(o, failing.length),
    states: scoreLines(o.score),
    filter: o.filter === '' ? '' : plain(o.filter, 200),
    ...{ trend: o.trend, changes: o.changes },
    sections: [
      {
        title: 'Worst first',
        rows: failing.map(({ standing, button }) => standingRow(standing, button)),
        noun: o.noun,
      },
      {
        title: 'Not known in full',
        rows: unread.map(({ standing, button }) => standingRow(standing, button)),
        noun: o.noun,
      },
    ],
    notes: [
      ...(sound.length > 0
        ? [
            `Nothing fails in ${counted(sound.length, o.noun)}: ${names(
              sound.map(({ standing }) => plain(standing.title, 60)),
              mostSound,
            )}.`,
          ]
        : []),
      ...acceptedLines(o),
      ...(o.secureScore
        ? [
            `Defender's secure score: ${short(o.secureScore.percent)} % over ${counted(o.secureScore.subscriptions, 'subscription')}. It weighs all kinds of resources; this card containers alone.`,
          ]
        : []),
    ],
    ...{ limited: o.limited, buttons: o.buttons, now: o.now },
    gaps: [...o.gaps, neverReadGap(o.neverRead)],
    gapsOpen: o.score.percent === undefined,
    basis: basisOf(o),
  });
}

/** Who accepted what until when, what ends first on top. */
function acceptedLines({ accepted, now }: PostureOnCard): string[] {
  const soonest = accepted.toSorted((a, b) => untilOf(a) - untilOf(b));
  const lines = soonest
    .slice(0, mostAccepted)
    .flatMap(({ resource, title, exception }) =>
      exception
        ? [
            `Accepted until ${date(exception.until, now)} for ${plain(exception.owner, 60)}: ${plain(resource.name, 60)}, ${plain(title, 80)} (change #${exception.change}).`,
          ]
        : [],
    );
  const left = accepted.length - lines.length;
  return left > 0 ? [...lines, counted(left, 'more accepted risk')] : lines;
}

function untilOf({ exception }: KnownFinding): number {
  return exception?.until.getTime() ?? 0;
}

function verdictOf({ score, resources, filter, noun, neverRead }: PostureOnCard, failing: number): string {
  const there = filter === '' ? '' : ' there';
  if (resources === 0) return `There is nothing${there} whose posture is looked at`;
  if (score.percent === undefined) return `Nothing${there} counts for a score`;
  const of = `${percentText(score)} over ${counted(resources, 'resource')}`;
  if (score.counts.fail + score.counts.pass === 0) return `Nothing${there} could be read`;
  if (score.counts.fail === 0)
    return score.counts.unread + neverRead.length > 0
      ? `Posture ${of}: nothing fails of what could be read`
      : `Posture ${of}: all passes`;
  return `Posture ${of}: ${counted(failing, noun)} ${failing === 1 ? 'fails' : 'fail'} somewhere`;
}

/** Resources of which the checks that need calls of their own were never read, as a gap. */
export function neverReadGap(resources: readonly string[]): Gap | undefined {
  if (resources.length === 0) return undefined;
  return {
    what: `the checks inside ${names(
      resources.map((it) => plain(it, 60)),
      3,
    )}`,
    service: 'Kubernetes API',
    why: `Of ${counted(resources.length, 'resource')} the checks that need calls of their own never told anything; they are no part of the score.`,
    next: 'They are read in the background; ask for one of them by its name to read it now.',
  };
}

function basisOf({ keptFrom, now }: PostureOnCard): string {
  const kept = keptFrom ? ` Inside clusters: kept from the last reading (${ago(keptFrom, now)} at the oldest).` : '';
  return `Settings of resources read at ${clockTime(now, now)} UTC from Resource Graph.${kept}`;
}
