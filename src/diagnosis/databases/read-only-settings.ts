import type { ConfigValue } from '../situation/config-values.ts';
import type { Workload } from '../situation/workload.ts';
import type { DatabaseFamily } from './database-family.ts';

/** A setting that makes a database refuse writes, or makes it the copy of another. */
export interface ReadOnlySetting {
  /** Verbatim, and where it is written. */
  text: string;
  where: string;
  /** Name of the setting: "read_only". */
  setting: string;
  isReplica: boolean;
}

const on = '(?:on|1|true|yes)';
const readOnly: Partial<Record<DatabaseFamily, RegExp>> = {
  MySQL: new RegExp(
    `(?:^|[\\s"'\\[,-])((?:super[-_]|innodb[-_]|transaction[-_])?read[-_]only)(?:\\s{0,4}=\\s{0,4}["']?${on}\\b|["'\\s]*$)`,
    'i',
  ),
  PostgreSQL: new RegExp(`\\b(default_transaction_read_only)["']?\\s{0,4}[=:]?\\s{0,4}["']?${on}\\b`, 'i'),
  Redis: /^\s{0,8}(min-replicas-to-write|min-slaves-to-write)\s+[1-9]/i,
  MongoDB: /--(readOnly)\b/,
};
const replica: Partial<Record<DatabaseFamily, RegExp>> = {
  PostgreSQL: /\b(primary_conninfo|hot_standby_feedback)\s{0,4}=|\b(standby\.signal)\b/i,
  Redis: /^\s{0,8}(?:--)?(replicaof|slaveof)\s+(?!no\s+one)\S/i,
};
/** A copy that is there to be read is read-only on purpose. */
const copy = /replica|slave|secondary|standby|read(?:er|-only|only)?(?:-|$)|follower/i;

/** The first setting of a database that makes it refuse writes; undefined for copies that are named so. */
export function readOnlySetting(
  workload: Workload,
  family: DatabaseFamily,
  values: readonly ConfigValue[],
): ReadOnlySetting | undefined {
  const labels = Object.values(workload.template.metadata?.labels ?? {});
  if ([workload.name, ...labels].some((it) => copy.test(it))) return undefined;
  for (const { value, where, variable } of values) {
    if (variable !== undefined) continue;
    const text = value.trim();
    const set = readOnly[family]?.exec(text)?.slice(1).find(Boolean);
    const follows = set ? undefined : replica[family]?.exec(text)?.slice(1).find(Boolean);
    // A script with a setting in it may not run it.
    if ((set || follows) && text.length <= 300) return { text, where, setting: set ?? follows ?? '', isReplica: !set };
  }
  return undefined;
}
