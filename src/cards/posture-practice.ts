import type { Button, Card } from '../model/card.ts';
import type { Series } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { PostureScore } from '../model/posture-score.ts';
import type { PostureStanding } from '../model/posture-standing.ts';
import { plain } from './plain.ts';
import { postureCard } from './posture.ts';
import { failingRow } from './posture-rows.ts';
import { counted, grouped } from './quantity.ts';
import { percentText, scoreLevel, scoreLines } from './score-words.ts';
import { names } from './some.ts';
import { ago, clockTime } from './when.ts';

/** What the card about one practice over many resources is made of. */
export interface PracticeOnCard {
  practice: { title: string; why: string };
  score: PostureScore;
  /** Its checks, worst first, with a button for each of the resources that are shown. */
  checks: readonly { standing: PostureStanding; buttons: readonly (Button | undefined)[] }[];
  /** How many resources are shown under a check. */
  most: number;
  filter: string;
  trend: Series | undefined;
  gaps: readonly (Gap | undefined)[];
  keptFrom: Date | undefined;
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "posture private link": who fails at a practice, check by check, with what was read. */
export function posturePracticeCard(o: PracticeOnCard): Card {
  const { score, checks, now } = o;
  const failing = checks.filter(({ standing }) => standing.failing.length > 0);
  return postureCard({
    level: scoreLevel(
      score,
      failing.some(({ standing }) => standing.worst === 'High'),
    ),
    verdict: `${plain(o.practice.title, 80)}: ${verdictOf(score)}`,
    states: [plain(o.practice.why, 300), ...scoreLines(score)],
    filter: o.filter === '' ? '' : plain(o.filter, 200),
    trend: o.trend,
    sections: failing.map(({ standing, buttons }) => ({
      title: `${plain(standing.title, 100)}: ${grouped(standing.failing.length)} of ${grouped(standing.counting)} fail`,
      rows: standing.failing.slice(0, o.most).map((it, n) => failingRow(it, buttons[n], now)),
      all: standing.failing.length,
      noun: 'resource',
    })),
    notes: checks.filter(({ standing }) => standing.failing.length === 0).map(({ standing }) => soundLine(standing)),
    ...{ limited: o.limited, gaps: o.gaps, gapsOpen: score.percent === undefined, buttons: o.buttons, now },
    basis: `Settings read at ${clockTime(now, now)} UTC from Resource Graph.${o.keptFrom ? ` Inside clusters: kept from the last reading (${ago(o.keptFrom, now)} at the oldest).` : ''}`,
  });
}

function verdictOf({ percent, counts }: PostureScore): string {
  if (percent === undefined) return 'nothing here that it is for';
  return counts.fail === 0
    ? percentText({ percent })
    : `${percentText({ percent })}, ${counted(counts.fail, 'failure')}`;
}

function soundLine({ title, counting, unread, accepted }: PostureStanding): string {
  const parts = [
    counting > 0 ? `nothing fails of ${counted(counting, 'resource')}` : 'nothing that it counts for',
    ...(unread > 0 ? [`${grouped(unread)} could not be read`] : []),
    ...(accepted > 0 ? [`${grouped(accepted)} accepted`] : []),
  ];
  return `${plain(title, 100)}: ${names(parts, 3)}.`;
}
