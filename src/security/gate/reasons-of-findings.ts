import type { GateCode, GateReason } from '../../model/gate-verdict.ts';
import type { Severity } from '../../model/image.ts';
import type { ExceptionsInForce } from './exceptions-for.ts';
import type { FoundInImage, GateFinding } from './gate-facts.ts';
import type { GatePolicy } from './gate-policy.ts';
import { gateWords } from './gate-words.ts';
import { reasonsOfScan } from './reasons-of-scan.ts';

const day = 86_400_000;
const mostIds = 10;

const severities: readonly (readonly [Severity, GateCode])[] = [
  ['Critical', 'too-many-critical'],
  ['High', 'too-many-high'],
  ['Medium', 'too-many-medium'],
  ['Low', 'too-many-low'],
  ['Unknown', 'too-many-unknown'],
];

/** What the findings say under a policy. */
export interface FindingsJudged {
  reasons: GateReason[];
  counts: Record<Severity, number>;
  counted: Record<Severity, number>;
  notes: string[];
  /** Ids of what counts against it; undefined where no exception helps. */
  excusable: string[] | undefined;
}

/** Why a finding does not count, in the words of the notes. */
type LeftOut = 'no fix yet' | 'published too lately' | 'excepted';

/** Counts the findings that matter against the policy's limits; pure but for the exceptions that note their use. */
export function reasonsOfFindings(
  found: FoundInImage,
  policy: GatePolicy,
  exceptions: ExceptionsInForce,
  now: Date,
): FindingsJudged {
  const reasons = reasonsOfScan(found, policy, now);
  const counts = none();
  const counted = none();
  if (found.kind !== 'read') return { reasons, counts, counted, notes: [], excusable: [] };
  const left: Record<LeftOut, number> = { 'no fix yet': 0, 'published too lately': 0, excepted: 0 };
  const exploited: GateFinding[] = [];
  const counting: GateFinding[] = [];
  for (const finding of found.findings) {
    counts[finding.severity] += 1;
    if (finding.knownExploited && policy.knownExploited === 'fail') exploited.push(finding);
    const why = leftOut(finding, policy, exceptions, now);
    if (why) left[why] += 1;
    else counting.push(finding);
  }
  for (const { severity } of counting) counted[severity] += 1;
  if (isWeightLost(found, policy, counted)) reasons.push(withoutSeverity(counted.Unknown));
  if (exploited.length > 0) reasons.push(reason('known-exploited', exploited, ': the policy lets none pass'));
  const excusable = new Set<string>();
  for (const [severity, code] of severities) {
    const most = policy.max[severity];
    const its = counting.filter((it) => it.severity === severity);
    if (most === undefined || its.length <= most) continue;
    for (const { id } of its) excusable.add(id);
    reasons.push(
      reason(
        code,
        its,
        `: ${its.length} ${its.length === 1 ? 'counts' : 'count'}${ofUnknownFix(its, policy)}, ${most === 0 ? 'none is' : `at most ${most} are`} allowed`,
      ),
    );
  }
  return {
    ...{
      reasons,
      counts,
      counted,
      notes: [...notesOnFixes(counting, policy), ...notesOf(found, policy, left, counted.Unknown)],
    },
    excusable: exploited.length > 0 ? undefined : [...excusable],
  };
}

function leftOut(
  { id, severity, fixable, isFixUnknown, publishedAt }: GateFinding,
  { onlyFixable, graceDays }: GatePolicy,
  exceptions: ExceptionsInForce,
  now: Date,
): LeftOut | undefined {
  if (onlyFixable && !fixable && !isFixUnknown) return 'no fix yet';
  const grace = graceDays[severity] ?? 0;
  const age = publishedAt === undefined ? Number.NaN : now.getTime() - publishedAt.getTime();
  // Published nobody knows when, or in the future: no time of grace for that.
  if (grace > 0 && age >= 0 && age < grace * day) return 'published too lately';
  return exceptions.take(id) ? 'excepted' : undefined;
}

/** Defender gives each finding a severity, or its row one: without both it was not understood, and may be Critical. */
function isWeightLost(
  { from }: { from: 'defender' | 'report' },
  { max }: GatePolicy,
  { Unknown }: { Unknown: number },
) {
  return from === 'defender' && Unknown > 0 && max.Unknown === undefined;
}

function withoutSeverity(count: number): GateReason {
  const said = `${count} of Defender ${count === 1 ? 'has' : 'have'} no severity that is known here`;
  const sentence = `The image ${gateWords['findings-partial']}: ${said}, and the policy sets no limit for such (max.unknown).`;
  return { code: 'findings-partial', does: 'blind', sentence };
}

function reason(code: GateCode, its: readonly GateFinding[], end: string): GateReason {
  const ids = [...new Set(its.map(({ id }) => id))].slice(0, mostIds);
  return { code, does: 'fail', sentence: `The image ${gateWords[code]}${end}.`, count: its.length, ids };
}

/** Under a policy that counts only what an update fixes, those count too of which nobody says whether one does. */
function unknownFixes(its: readonly GateFinding[], { onlyFixable }: Pick<GatePolicy, 'onlyFixable'>): number {
  return onlyFixable ? its.filter(({ fixable, isFixUnknown }) => !fixable && isFixUnknown).length : 0;
}

function ofUnknownFix(its: readonly GateFinding[], policy: GatePolicy): string {
  const count = unknownFixes(its, policy);
  return count === 0 ? '' : ` (${count === its.length ? '' : `${count} of them with `}fix unknown)`;
}

function notesOnFixes(counting: readonly GateFinding[], policy: GatePolicy): string[] {
  const count = unknownFixes(counting, policy);
  const say =
    count === 1
      ? '1 does not say whether there is a fix: it counts'
      : `${count} do not say whether there is a fix: they count`;
  return count === 0 ? [] : [`${say} as if there were one.`];
}

/** From so many findings on it is odd that none can be mended: what tells of the fix may have gone from the rows. */
const oddMany = 10;

function notesOf(
  { from, tellsExploited, notes, findings }: Extract<FoundInImage, { kind: 'read' }>,
  { knownExploited, max }: GatePolicy,
  left: Record<LeftOut, number>,
  unknown: number,
): string[] {
  const isOdd = from === 'defender' && left['no fix yet'] >= oddMany && left['no fix yet'] === findings.length;
  const out = Object.entries(left).flatMap(([why, count]) => (count === 0 ? [] : [`${count} ${why}`]));
  return [
    ...(out.length > 0 ? [`Not counted: ${out.join(', ')}.`] : []),
    ...(isOdd
      ? [
          'No finding of it names a version that mends it. Look at one in Defender: its rows may have another shape by now.',
        ]
      : []),
    ...(from === 'report' && unknown > 0 && max.Unknown === undefined
      ? [`${unknown} of unknown severity: the policy sets no limit for them.`]
      : []),
    ...(knownExploited === 'fail' && !tellsExploited
      ? ['The report does not say which vulnerabilities are known to be exploited, so that was not looked at.']
      : []),
    ...notes,
  ];
}

function none(): Record<Severity, number> {
  return { Critical: 0, High: 0, Medium: 0, Low: 0, Unknown: 0 };
}
