import { UserError } from '../errors.ts';
import { parseDuration } from '../model/time/duration.ts';
import { auditJson } from '../store/audit-json.ts';
import type { CliCommand } from './cli-command.ts';
import { optionsOf } from './option.ts';

const slice = 1_000;

/** `audit export [--since 24h|2026-11-20] [--after number]`: JSON Lines, oldest first. */
export const exportAudit: CliCommand = async (given, { audit, print, now }) => {
  const options = optionsOf(given, ['since', 'after']);
  const since = options.since === undefined ? Number.NEGATIVE_INFINITY : momentOf(options.since, now);
  let after = Number(options.after ?? 0);
  if (Number.isNaN(since) || !Number.isSafeInteger(after))
    throw new UserError('--since is a length of time (24h) or a date (2026-11-20); --after is the number of a line.');
  for (let rows = await audit.from(after, slice); rows.length > 0; rows = await audit.from(after, slice)) {
    // A time that is none is older than nothing: what somebody changed is not left out.
    for (const row of rows) if (!(row.at < since)) await print(JSON.stringify(auditJson(row)));
    after = rows.at(-1)?.seq ?? after;
  }
  return 0;
};

function momentOf(said: string, now: Date): number {
  const length = parseDuration(said);
  return length === undefined ? Date.parse(said) : now.getTime() - length;
}
