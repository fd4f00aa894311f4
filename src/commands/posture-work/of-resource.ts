import { gapOf } from '../../azure/gap.ts';
import { postureDetailCard } from '../../cards/posture-detail.ts';
import { trendSeries } from '../../cards/score-words.ts';
import { UpstreamError } from '../../errors.ts';
import type { BesideDefender } from '../../model/defender-view.ts';
import { changesIn } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import type { KnownFinding } from '../../model/known-finding.ts';
import { postureSeverities } from '../../model/posture.ts';
import { approvedPostureExceptions, withExceptions } from '../../security/posture/approved-exceptions.ts';
import { besideDefender } from '../../security/posture/beside-defender.ts';
import { keep } from '../../security/posture/keep.ts';
import { withSince } from '../../security/posture/kept-findings.ts';
import type { Practice } from '../../security/posture/practice.ts';
import { practices } from '../../security/posture/practices.ts';
import { readPosture } from '../../security/posture/read-posture.ts';
import { readRecommendations } from '../../security/posture/read-recommendations.ts';
import type { ReadResource } from '../../security/posture/read-resources.ts';
import { scoreOf } from '../../security/posture/score.ts';
import { isFailing } from '../../security/posture/standings.ts';
import { trendOfKept } from '../../security/posture/trend.ts';
import type { Context, Press, Reply } from '../command.ts';
import type { PostureSeen } from './posture-seen.ts';
import { beginReading } from './posture-settings.ts';

const clusterType = 'microsoft.containerservice/managedclusters';
const mostFixes = 3;
const mostPractices = 2;
const mostCovered = 50;
const mostDays = 30;
const usualDays = 90;

/** "posture prod-weu": one resource, read now with all that it takes, and kept; or one practice of it. */
export async function ofResource(
  resource: ReadResource,
  practice: Practice | undefined,
  seen: PostureSeen,
  context: Context,
): Promise<Reply> {
  const { store, clock, buttons } = context;
  const [live, exceptions, days, defender] = await Promise.all([
    readPosture(beginReading(context), practices, [resource], { closely: true }),
    approvedPostureExceptions(store.remediations),
    store.posture.days(mostDays),
    recommended(resource.id, context),
  ]);
  const now = clock.now();
  const kept = await store.together(now, async (writing) => {
    const fresh = keep(await writing.posture.keptOf(resource.id), { resource, findings: live, closely: true, now });
    await writing.posture.put([fresh]);
    return fresh;
  });
  const id = resource.id.toLowerCase();
  const all = withSince(withExceptions<KnownFinding>(live, exceptions, now), new Map([[id, kept]]));
  const wanted = practice ? all.filter((it) => it.practice === practice.code) : all;
  const findings = (seen.limited ? wanted.map(withoutObjects) : wanted).toSorted(
    (a, b) => postureSeverities.indexOf(a.severity) - postureSeverities.indexOf(b.severity),
  );
  const failing = findings.filter(isFailing);
  const accepts = practice !== undefined && failing.length > 0 && failing.length <= mostCovered && context.changes;
  const prepared = await buttons([
    ...fixesOf(failing),
    ...(accepts
      ? [
          {
            title: 'Accept the risk',
            verb: 'except posture',
            input: { resourceId: resource.id, covers: failing.map(({ check }) => check), days: usualDays },
          },
        ]
      : []),
    ...practicePresses(resource, practice, failing),
    {
      title: 'Look again',
      verb: 'posture',
      input: { resourceId: resource.id, ...(practice && { practice: practice.code }) },
      replaces: true,
    },
  ]);
  const beside = defender.recommendations && besideDefender(all, defender.recommendations);
  return {
    card: postureDetailCard({
      ...{ resource, score: scoreOf(findings), findings, now, buttons: prepared },
      ...(practice && { practice }),
      beside: beside && (practice ? onlyOf(practice, beside) : beside),
      trend: practice ? undefined : trendSeries(trendOfKept(days, [kept], all)),
      gaps: [...seen.gaps, ...defender.gaps],
      asksReason: Boolean(accepts),
    }),
    ...(resource.type === clusterType && { about: { cluster: resource.name } }),
  };
}

/** Images of a registry are of others too: who is limited to some places is not told their names. */
function withoutObjects(finding: KnownFinding): KnownFinding {
  const { objects: _, ...rest } = finding;
  return finding.resource.type === clusterType ? finding : rest;
}

/** The changes that mend what fails, each once. */
function fixesOf(failing: readonly KnownFinding[]): Press[] {
  const fixes = failing.flatMap(({ step }) => (step ? changesIn([step]) : []));
  return fixes
    .filter(({ action }, n) => fixes.findIndex((it) => it.action === action) === n)
    .slice(0, mostFixes)
    .map(({ title, action, input }) => ({ title, verb: 'propose', input: { action, input } }));
}

/** Leads from the whole resource to the practices that fail worst, and back. */
function practicePresses(
  { id }: ReadResource,
  practice: Practice | undefined,
  failing: readonly KnownFinding[],
): Press[] {
  if (practice) return [{ title: 'The whole resource', verb: 'posture', input: { resourceId: id } }];
  return [...new Set(failing.map((it) => it.practice))]
    .flatMap((code) => practices.find((it) => it.code === code) ?? [])
    .slice(0, mostPractices)
    .map(({ code, title }) => ({ title, verb: 'posture', input: { resourceId: id, practice: code } }));
}

function onlyOf({ code }: Practice, { differences }: BesideDefender): BesideDefender {
  return { differences: differences.filter(({ finding }) => finding.practice === code), agreed: 0, others: [] };
}

async function recommended(resourceId: string, { azure }: Context) {
  try {
    const { recommendations, unread } = await readRecommendations(azure, resourceId);
    const gap: Gap = {
      what: `${unread} of Defender's recommendations`,
      service: 'Resource Graph',
      why: 'They came in a form that is not understood.',
      next: 'Look at the resource in Defender for Cloud, and report the form.',
    };
    return { recommendations, gaps: unread > 0 ? [gap] : [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [gapOf(error, "Defender's recommendations")] };
  }
}
