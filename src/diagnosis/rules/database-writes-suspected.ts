import { databaseFamilyOf } from '../databases/database-family.ts';
import { failingWrites } from '../databases/written-requests.ts';
import { namedIn } from '../focus.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/**
 * A guess for want of logs: requests that write fail and those that read do not, while every pod is ready; then a
 * database that refuses writes, or is full, comes before the services that answer with the error.
 */
export const databaseWritesSuspected = defineRule({
  code: 'database-writes-suspected',
  explains: ['Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, { report }) {
    const methods = failingWrites(report);
    if (methods.length === 0) return [];
    const situation = situationOf(evidence);
    const named = namedIn(report, situation);
    const isRead = evidence.containerLogs?.value.some(({ lines, pod }) => {
      return lines.length > 0 && named.some(({ name }) => pod.startsWith(`${name}-`));
    });
    const places = new Set(named.map(({ namespace }) => namespace));
    const near = situation.workloads.filter(({ namespace }) => places.has(namespace));
    const databases = near.filter(databaseFamilyOf);
    const suspects = databases.length === 1 ? databases : databases.filter((it) => likely(it.name, named));
    const [database] = suspects;
    // With a log, or with pods that fail, there is better to go by.
    if (isRead || near.some(isSuffering) || !database || suspects.length > 1) return [];
    const { kind, namespace, name } = database;
    const services = [...new Set(named.map((it) => it.name))].slice(0, 3).join(', ');
    return {
      code: 'database-writes-suspected',
      about: { kind, namespace, name },
      confidence: 0.3,
      sentence: `Only requests that write fail (${methods.join(', ')}), all pods are ready, and no log of ${services} could be read: ${name}, the database behind them, may be read-only or full. This is a guess.`,
      // The report is what was asked, no evidence.
      quotes: [],
      suggestions: [
        {
          text: `Read the log of ${services} around a failed request; it names what refuses. In ${name}: ${ask[databaseFamilyOf(database) ?? ''] ?? 'see whether it is read-only'}, and whether its disk is full.`,
        },
      ],
    };
  },
});

/** Teams prefix what belongs together: "shop-orders" and "shopdb". */
function likely(database: string, named: readonly { name: string }[]): boolean {
  const prefix = /^[a-z0-9]+(?=-)/.exec(named[0]?.name ?? '')?.[0];
  return prefix !== undefined && prefix.length >= 2 && database.startsWith(prefix);
}

const ask: Readonly<Record<string, string>> = {
  MySQL: 'SHOW VARIABLES LIKE "%read_only%"',
  PostgreSQL: 'SHOW default_transaction_read_only and SELECT pg_is_in_recovery()',
  Redis: 'INFO replication',
  MongoDB: 'db.hello()',
};
