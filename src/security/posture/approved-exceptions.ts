import type { KnownFinding } from '../../model/known-finding.ts';
import type { PostureFinding } from '../../model/posture.ts';
import type { PostureException } from '../../model/posture-exception.ts';
import type { Remediation } from '../../model/remediation.ts';
import { postureException, postureExceptionInput } from '../../remediation/actions/posture-exception.ts';
import type { RemediationReading } from '../../store/remediation-table.ts';

/** So many of the newest are looked at; what is older than that many others is over for long. */
const most = 5_000;

/**
 * The risks that were accepted by an approved change, those that are over too. Each counts while its change has succeeded
 * and was not undone; one that has no reason, or that nobody approved, is none.
 */
export async function approvedPostureExceptions(
  remediations: Pick<RemediationReading, 'succeededRemediations'>,
): Promise<PostureException[]> {
  const changes = await remediations.succeededRemediations(postureException.name, most);
  return changes.flatMap((it) => exceptionOf(it) ?? []);
}

/** The findings with what was accepted of them; what is over counts again, and is noted. */
export function withExceptions<Found extends PostureFinding>(
  findings: readonly Found[],
  exceptions: readonly PostureException[],
  now: Date,
): (Found & KnownFinding)[] {
  if (exceptions.length === 0) return [...findings];
  const byKey = Map.groupBy(
    exceptions.flatMap((it) => it.covers.map((code) => ({ key: keyOf(code, it.resourceId), it }))),
    ({ key }) => key,
  );
  return findings.map((finding) => {
    if (finding.standing !== 'fail') return finding;
    const its = (byKey.get(keyOf(finding.check, finding.resource.id)) ?? []).map(({ it }) => it);
    const last = its.reduce<PostureException | undefined>(laterOf, undefined);
    if (!last) return finding;
    return { ...finding, ...(last.until > now ? { exception: last } : { over: last }) };
  });
}

function laterOf(one: PostureException | undefined, other: PostureException): PostureException {
  return one !== undefined && one.until >= other.until ? one : other;
}

function keyOf(check: string, resourceId: string): string {
  return `${check} ${resourceId.toLowerCase()}`;
}

function exceptionOf(change: Remediation): PostureException | undefined {
  const read = postureExceptionInput.safeParse(change.input);
  const approvedBy = change.decisions
    .filter(({ kind }) => kind !== 'rejected')
    .map(({ kind, by }) => (kind === 'approved' ? by.name : `${by.name}, without approval`));
  if (!read.success || read.data.ends || !change.reason || approvedBy.length === 0) return undefined;
  const { covers, resourceId, owner, until } = read.data;
  return {
    ...{ covers, resourceId, owner, reason: change.reason, approvedBy: approvedBy.join(', '), change: change.number },
    until: new Date(until),
  };
}
