import { posturePracticeCard } from '../../cards/posture-practice.ts';
import { trendSeries } from '../../cards/score-words.ts';
import { estatePosture } from '../../security/posture/estate-posture.ts';
import { withSince } from '../../security/posture/kept-findings.ts';
import type { Practice } from '../../security/posture/practice.ts';
import type { ReadResource } from '../../security/posture/read-resources.ts';
import { scoreOf } from '../../security/posture/score.ts';
import { standingsByCheck } from '../../security/posture/standings.ts';
import { trendOfKept, trendOfPractice } from '../../security/posture/trend.ts';
import type { Context, Reply } from '../command.ts';
import { own, readingGap, unreadGaps } from './of-estate.ts';
import { filterText, type PostureFilter } from './posture-fields.ts';
import type { PostureSeen } from './posture-seen.ts';
import { beginReading } from './posture-settings.ts';

const mostRows = 8;
/** So many rows of a card can be pressed. */
const mostPressed = 24;
const mostDaysOfKept = 14;

/** "posture private link": one practice over many resources, check by check. */
export async function ofPractice(
  practice: Practice,
  { resources, filter }: { resources: readonly ReadResource[]; filter: PostureFilter },
  seen: PostureSeen,
  context: Context,
): Promise<Reply> {
  const now = context.clock.now();
  const posture = await estatePosture(beginReading(context), context.store, resources, [practice]);
  const findings = withSince(posture.findings, posture.kept);
  const isAll = !seen.limited && filterText(filter) === '';
  const checks = standingsByCheck(findings);
  const rows = checks.flatMap((standing) => standing.failing.slice(0, mostRows)).slice(0, mostPressed);
  const { code } = practice;
  const prepared = await context.buttons([
    ...rows.map(({ findings: [first] }) => ({
      title: 'Show',
      verb: 'posture',
      input: { resourceId: first?.resource.id, practice: code },
    })),
    { title: 'All practices', verb: 'posture', input: { ...filter } },
    { title: 'Look again', verb: 'posture', input: { ...filter, practice: code }, replaces: true },
  ]);
  const kept = own(resources, posture.kept).map((it) => ({ ...it, turns: turnsOf(it.turns, practice) }));
  const trend = isAll
    ? trendOfPractice(posture.days, code)
    : trendOfKept(posture.days.slice(-mostDaysOfKept), kept, findings);
  return {
    card: posturePracticeCard({
      ...{ practice, score: scoreOf(findings), most: mostRows, filter: filterText(filter), trend: trendSeries(trend) },
      checks: checks.map((standing) => ({
        standing,
        buttons: standing.failing.slice(0, mostRows).map((row) => prepared[indexIn(rows, row)]),
      })),
      gaps: [...seen.gaps, readingGap(posture), ...unreadGaps(findings)],
      keptFrom: practice.checks.some(({ reads }) => reads === 'each') ? posture.keptFrom : undefined,
      ...{ limited: seen.limited, buttons: prepared.slice(rows.length), now },
    }),
  };
}

function indexIn<Row>(rows: readonly Row[], row: Row): number {
  return rows.indexOf(row);
}

function turnsOf(turns: Readonly<Record<string, string>>, { checks }: Practice): Record<string, string> {
  const codes = new Set(checks.map(({ code }) => code));
  return Object.fromEntries(Object.entries(turns).filter(([code]) => codes.has(code)));
}
