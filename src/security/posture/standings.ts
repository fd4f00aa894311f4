import type { KnownFinding } from '../../model/known-finding.ts';
import { postureSeverities } from '../../model/posture.ts';
import type { PostureStanding } from '../../model/posture-standing.ts';
import { checksByCode, practices } from './practices.ts';
import { weightOf } from './score.ts';

/** How the resources stand at each practice of which anything was found, worst first. */
export function standingsByPractice(findings: readonly KnownFinding[]): PostureStanding[] {
  const titles = new Map(practices.map(({ code, title }) => [code, title]));
  return grouped(
    findings,
    ({ practice }) => practice,
    (code) => titles.get(code),
  );
}

/** The same at each check. */
export function standingsByCheck(findings: readonly KnownFinding[]): PostureStanding[] {
  return grouped(
    findings,
    ({ check }) => check,
    (code) => checksByCode.get(code)?.check.title,
  );
}

/** Whether a finding takes something from the score. */
export function isFailing({ standing, exception }: KnownFinding): boolean {
  return standing === 'fail' && exception === undefined;
}

function grouped(
  findings: readonly KnownFinding[],
  codeOf: (finding: KnownFinding) => string,
  titleOf: (code: string) => string | undefined,
): PostureStanding[] {
  return [...Map.groupBy(findings, codeOf)]
    .map(([code, its]) => standingOf(code, titleOf(code) ?? its[0]?.title ?? code, its))
    .sort(worstFirst);
}

function standingOf(code: string, title: string, findings: readonly KnownFinding[]): PostureStanding {
  const [counting, unread, accepted] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const failures = new Map<string, KnownFinding[]>();
  for (const finding of findings) {
    const { standing, exception, resource } = finding;
    if (standing !== 'not-applicable' && !exception) counting.add(resource.id);
    if (standing === 'unread') unread.add(resource.id);
    if (exception) accepted.add(resource.id);
    if (!isFailing(finding)) continue;
    const its = failures.get(resource.id);
    if (its) its.push(finding);
    else failures.set(resource.id, [finding]);
  }
  const failing = [...failures.values()]
    .map((its) => ({ name: its[0]?.resource.name ?? '', findings: its.sort(bySeverity), lost: lostBy(its) }))
    .sort((a, b) => b.lost - a.lost || a.name.localeCompare(b.name));
  const worst = postureSeverities.find((it) => failing.some(({ findings: [first] }) => first?.severity === it));
  return {
    ...{ code, title, failing, ...(worst && { worst }) },
    ...{ counting: counting.size, unread: unread.size, accepted: accepted.size },
    lost: failing.reduce((sum, it) => sum + it.lost, 0),
  };
}

function lostBy(findings: readonly KnownFinding[]): number {
  return findings.reduce((sum, { severity }) => sum + weightOf(severity), 0);
}

function bySeverity(a: KnownFinding, b: KnownFinding): number {
  return postureSeverities.indexOf(a.severity) - postureSeverities.indexOf(b.severity);
}

/** By the worst that fails, then by how much that costs, then by how much is not known. */
function worstFirst(a: PostureStanding, b: PostureStanding): number {
  const rank = ({ worst }: PostureStanding) => (worst ? postureSeverities.indexOf(worst) : postureSeverities.length);
  return rank(a) - rank(b) || b.lost - a.lost || b.unread - a.unread || a.title.localeCompare(b.title);
}
