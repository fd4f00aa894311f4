import { gapOf } from '../../azure/gap.ts';
import { postureEstateCard } from '../../cards/posture-estate.ts';
import { changeLines } from '../../cards/posture-rows.ts';
import { trendSeries } from '../../cards/score-words.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { KeptPosture } from '../../model/known-finding.ts';
import type { PostureStanding } from '../../model/posture-standing.ts';
import { changesSince, lastDayBefore } from '../../security/posture/changes.ts';
import { type EstatePosture, estatePosture } from '../../security/posture/estate-posture.ts';
import type { ReadResource } from '../../security/posture/read-resources.ts';
import { joinedScore, readSecureScores } from '../../security/posture/read-secure-scores.ts';
import { scoreOf } from '../../security/posture/score.ts';
import { standingsByCheck, standingsByPractice } from '../../security/posture/standings.ts';
import { trendOfDays, trendOfKept } from '../../security/posture/trend.ts';
import type { Context, Press, Reply } from '../command.ts';
import { filterText, type PostureFilter } from './posture-fields.ts';
import type { PostureSeen } from './posture-seen.ts';
import { beginReading } from './posture-settings.ts';

const mostRows = 18;
const mostGaps = 2_000;
/** A trend that is made of what is kept of each check is made of fewer days. */
const mostDaysOfKept = 14;

/** "posture", "posture failed": many resources, by practices or by checks, worst first. */
export async function ofEstate(
  { resources, filter, failed }: { resources: readonly ReadResource[]; filter: PostureFilter; failed: boolean },
  seen: PostureSeen,
  context: Context,
): Promise<Reply> {
  const { azure, store, clock, buttons } = context;
  const now = clock.now();
  const isAll = !seen.limited && filterText(filter) === '';
  const [posture, defender] = await Promise.all([
    estatePosture(beginReading(context), store, resources),
    isAll ? secureScore(azure) : { gaps: [] },
  ]);
  const { findings, days, kept } = posture;
  const standings = failed
    ? standingsByCheck(findings).filter(({ failing }) => failing.length > 0)
    : standingsByPractice(findings);
  const pressed = standings.filter(isPressable).slice(0, mostRows);
  const day = lastDayBefore(days, now);
  const changes = day && changesSince(day.at, findings, kept);
  const prepared = await buttons([
    ...pressed.map((it) => practicePress(it, failed, findings, filter)),
    ...(changes && isChanged(changes)
      ? [{ title: 'What changed', verb: 'posture changes', input: { ...filter } }]
      : []),
    failed
      ? { title: 'By practice', verb: 'posture', input: { ...filter } }
      : { title: 'All that fails', verb: 'posture', input: { ...filter, failed: true } },
    { title: 'Look again', verb: 'posture', input: { ...filter, ...(failed && { failed }) }, replaces: true },
  ]);
  return {
    card: postureEstateCard({
      score: scoreOf(findings),
      standings: standings.map((standing) => ({ standing, button: prepared[pressed.indexOf(standing)] })),
      noun: failed ? 'check' : 'practice',
      resources: resources.length,
      filter: [filterText(filter), ...(failed ? ['failed'] : [])].filter((it) => it !== '').join(' '),
      trend: trendSeries(
        isAll ? trendOfDays(days) : trendOfKept(days.slice(-mostDaysOfKept), own(resources, kept), findings),
      ),
      changes: changes && changeLines({ ...changes, now }),
      accepted: findings.filter(({ exception }) => exception),
      secureScore: 'score' in defender ? defender.score : undefined,
      gaps: [...seen.gaps, ...defender.gaps, readingGap(posture), ...unreadGaps(findings)],
      neverRead: posture.neverRead.map(({ name }) => name),
      keptFrom: posture.keptFrom,
      ...{ limited: seen.limited, buttons: prepared.slice(pressed.length), now },
    }),
  };
}

/** Why some checks could not be read, of as many as a card can count. */
export function unreadGaps(findings: EstatePosture['findings']): Gap[] {
  return findings.flatMap(({ standing, gap }) => (standing === 'unread' && gap ? [gap] : [])).slice(0, mostGaps);
}

/** What is kept of these resources. */
export function own(
  resources: readonly Pick<ReadResource, 'id'>[],
  kept: ReadonlyMap<string, KeptPosture>,
): KeptPosture[] {
  return resources.flatMap(({ id }) => kept.get(id.toLowerCase()) ?? []);
}

/** Why what is kept is older than it should be. */
export function readingGap({ reading }: Pick<EstatePosture, 'reading'>): Gap | undefined {
  const failure = reading?.failure;
  if (!failure) return undefined;
  return { what: "the day's reading", service: 'Resource Graph', why: failure.why, next: failure.next };
}

function isPressable({ failing, unread }: PostureStanding): boolean {
  return failing.length > 0 || unread > 0;
}

function isChanged({ worse, better, fresh }: ReturnType<typeof changesSince>): boolean {
  return worse.length + better.length + fresh.length > 0;
}

function practicePress(
  { code }: PostureStanding,
  failed: boolean,
  findings: EstatePosture['findings'],
  filter: PostureFilter,
): Press {
  const practice = failed ? findings.find(({ check }) => check === code)?.practice : code;
  return { title: 'Show', verb: 'posture', input: { ...filter, practice } };
}

async function secureScore(azure: Context['azure']) {
  try {
    const { scores, unread } = await readSecureScores(azure);
    const gap: Gap = {
      what: `Defender's secure score of ${unread} subscriptions`,
      service: 'Resource Graph',
      why: 'It came in a form that is not understood.',
      next: 'Look at it in Defender for Cloud, and report the form.',
    };
    return { score: joinedScore(scores), gaps: unread > 0 ? [gap] : [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [gapOf(error, "Defender's secure score")] };
  }
}
