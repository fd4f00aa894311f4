import type { Button, Card } from '../model/card.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { PostureDay, PostureReadingState } from '../model/posture-score.ts';
import type { PostureStanding } from '../model/posture-standing.ts';
import { postureCard } from './posture.ts';
import { changeLines, standingRow } from './posture-rows.ts';
import { counted } from './quantity.ts';
import { percentText, scoreLevel, scoreLines, trendSeries } from './score-words.ts';
import { ago, date } from './when.ts';

/** What the posture of a week is told with. */
export interface PostureDigestOnCard {
  /** The newest day's score; undefined: nothing was read yet. */
  latest: PostureDay | undefined;
  /** The day that it is compared with. */
  before: PostureDay | undefined;
  days: readonly PostureDay[];
  /** The practices that lose most. */
  worst: readonly PostureStanding[];
  changes:
    | {
        since: Date;
        worse: readonly KnownFinding[];
        better: readonly KnownFinding[];
        fresh: readonly { name: string }[];
      }
    | undefined;
  reading: PostureReadingState | undefined;
  buttons: readonly Button[];
  now: Date;
}

/** The weekly message: the score now and a week ago, the three worst practices, what changed. */
export function postureDigestCard({
  latest,
  before,
  days,
  worst,
  changes,
  reading,
  buttons,
  now,
}: PostureDigestOnCard): Card {
  const failure = reading?.failure;
  const failed = failure && {
    ...{ what: "the day's reading", service: 'Resource Graph' as const, why: failure.why, next: failure.next },
  };
  const points = days.flatMap(({ at, score }) => (score.percent === undefined ? [] : [{ at, percent: score.percent }]));
  return postureCard({
    level: latest
      ? scoreLevel(
          latest.score,
          worst.some((it) => it.worst === 'High'),
        )
      : 'unknown',
    verdict: latest ? verdictOf(latest, before, now) : 'Posture of the week: nothing was read yet',
    states: latest ? scoreLines(latest.score).slice(0, 1) : [],
    filter: '',
    trend: trendSeries(points),
    changes: changes && changeLines({ ...changes, now }),
    sections: [{ title: 'Worst three', rows: worst.map((it) => standingRow(it, undefined)), noun: 'practice' }],
    gaps: [failed],
    gapsOpen: latest === undefined,
    basis: latest
      ? `From the reading of ${date(latest.at, now)} (${ago(latest.at, now)}), over ${counted(latest.resources, 'resource')}.`
      : 'The estate is read in the background.',
    ...{ buttons, now },
  });
}

function verdictOf({ score }: PostureDay, before: PostureDay | undefined, now: Date): string {
  const is = `Posture of the week: ${percentText(score)}`;
  const was = before?.score.percent;
  if (was === undefined || score.percent === undefined || !before) return is;
  const moved = Math.round((score.percent - was) * 10) / 10;
  const change = moved === 0 ? 'as' : moved > 0 ? `up ${moved} from` : `down ${-moved} from`;
  return `${is}, ${change} ${percentText(before.score)} on ${date(before.at, now)}`;
}
