import { approvedExceptions } from '../../security/gate/approved-exceptions.ts';
import { gatePolicies } from '../../security/gate/gate-policies.ts';
import type { GatePolicy } from '../../security/gate/gate-policy.ts';
import type { Context } from '../command.ts';

/** The ready policies alone, where the settings have none. */
const ready = gatePolicies({ default: 'default', policies: {} });

/** The policy that is meant, with the exceptions that were approved for it; UserError for a name that is none. */
export async function gatePolicyOf(
  name: string | undefined,
  { gate = ready, store }: Pick<Context, 'gate' | 'store'>,
): Promise<GatePolicy> {
  const policy = gate.policy(name?.toLowerCase());
  const approved = await approvedExceptions(store.remediations, policy.name);
  return { ...policy, exceptions: [...policy.exceptions, ...approved] };
}
