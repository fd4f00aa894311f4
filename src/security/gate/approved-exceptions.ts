import type { Remediation } from '../../model/remediation.ts';
import { gateException, gateExceptionInput } from '../../remediation/actions/gate-exception.ts';
import type { RemediationReading } from '../../store/remediation-table.ts';
import type { GateException } from './gate-policy.ts';

/** So many of the newest are looked at; what is older than that many others is over for long. */
const most = 2_000;

/**
 * The exceptions that were approved as changes, for one policy. Each counts while its change has succeeded and was not
 * undone; one that has no reason, or that nobody approved, is none.
 */
export async function approvedExceptions(
  remediations: Pick<RemediationReading, 'succeededRemediations'>,
  policy: string,
): Promise<GateException[]> {
  const changes = await remediations.succeededRemediations(gateException.name, most);
  return changes.flatMap((it) => exceptionOf(it) ?? []).filter((it) => it.policy === policy);
}

function exceptionOf(change: Remediation): (GateException & { policy: string }) | undefined {
  const read = gateExceptionInput.safeParse(change.input);
  const approvedBy = change.decisions
    .filter(({ kind }) => kind !== 'rejected')
    .map(({ kind, by }) => (kind === 'approved' ? by.name : `${by.name}, without approval`));
  if (!read.success || read.data.ends || !change.reason || approvedBy.length === 0) return undefined;
  const { policy, registry, repository, covers, owner, until } = read.data;
  return {
    ...{ policy, covers, owner, reason: change.reason, approvedBy: approvedBy.join(', '), change: change.number },
    images: [`${registry}/${repository}`],
    expires: new Date(until),
  };
}
