import type { Series } from '../model/finding.ts';
import { type PostureScore, severityWeights } from '../model/posture-score.ts';
import { counted, short } from './quantity.ts';
import type { Level } from './verdict-style.ts';

/** "72 %", or that nothing counts. It is rounded down: what is not all is never 100. */
export function percentText({ percent }: Pick<PostureScore, 'percent'>): string {
  return percent === undefined ? 'no score' : `${percent < 10 ? short(percent) : Math.floor(percent)} %`;
}

/** How the score came about, in lines under the verdict. */
export function scoreLines({ percent, atBest, counts }: PostureScore): string[] {
  const { fail, pass, unread, excepted } = counts;
  const apart = [
    ...(excepted > 0 ? [`${counted(excepted, 'accepted risk')}`] : []),
    ...(counts['not-applicable'] > 0
      ? [`${short(counts['not-applicable'])} that ${counts['not-applicable'] === 1 ? 'does' : 'do'} not apply`]
      : []),
  ];
  if (percent === undefined) return apart.length > 0 ? [`Nothing counts: ${apart.join(', ')}.`] : [];
  const { High, Medium, Low } = severityWeights;
  return [
    `${short(pass)} of ${counted(pass + fail + unread, 'check')} pass, ${short(fail)} fail${unread > 0 ? `, ${short(unread)} could not be read` : ''}.`,
    [
      `By weight: High ${High}, Medium ${Medium}, Low ${Low}.`,
      ...(unread > 0 && atBest !== undefined
        ? [`What could not be read counts as not passed; ${percentText({ percent: atBest })} if it all passed.`]
        : []),
      ...(apart.length > 0 ? [`Left out: ${apart.join(', ')}.`] : []),
    ].join(' '),
  ];
}

/** How bad a score is. */
export function scoreLevel({ percent, counts }: PostureScore, hasHigh: boolean): Level {
  if (percent === undefined) return 'unknown';
  if (hasHigh) return 'attention';
  if (counts.fail > 0) return 'warning';
  return counts.unread > 0 ? 'unknown' : 'good';
}

/** A trend of scores as a line to draw; undefined where it has no point. */
export function trendSeries(points: readonly { at: Date; percent: number }[]): Series | undefined {
  if (points.length === 0) return undefined;
  const line = points.map(({ at, percent }) => ({ at, value: percent }));
  return { title: 'Score by day', unit: '%', lines: [{ legend: 'score', points: line }] };
}
