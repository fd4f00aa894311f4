import { UserError } from '../errors.ts';
import { verifyAudit } from '../store/verify-audit.ts';
import type { CliCommand } from './cli-command.ts';
import { optionsOf } from './option.ts';

/** `audit verify [--head seq:hash]`: whether the chain is whole, and whether it still has a head that was kept. */
export const verify: CliCommand = async (given, { audit, print }) => {
  const { head: kept } = optionsOf(given, ['head']);
  const [, seq, hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(kept ?? '') ?? [];
  if (kept !== undefined && seq === undefined)
    throw new UserError('--head is <number>:<hash>, as an earlier verify printed it.');
  const { right, head, fault } = await verifyAudit(audit, seq === undefined ? undefined : { seq: Number(seq), hash });
  await print(
    fault
      ? `${fault.kind} at line ${fault.seq}; lines right before it: ${right}`
      : `whole; lines: ${right}; head ${head.seq}:${head.hash}`,
  );
  return fault ? 1 : 0;
};
