import { troubledDatabases } from '../databases/troubled-databases.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A database has no connection left to give: its clients are turned away. */
export const databaseConnectionsUsedUp = defineRule({
  code: 'database-connections-used-up',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing', 'Unreachable', 'Slow'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledDatabases(evidence, 'too-many-connections', now).map(
      ({ workload: { kind, namespace, name }, isKnown, isLikely, isOwnWord, clients, quotes }) => {
        const hurt =
          clients.length > 0
            ? `; ${clients.length} ${clients.length === 1 ? 'workload is' : 'workloads are'} turned away`
            : '';
        return {
          code: 'database-connections-used-up',
          about: { kind, namespace, name },
          confidence: !isKnown ? 0.5 : isLikely ? 0.75 : isOwnWord || clients.length > 1 ? 0.97 : 0.85,
          sentence: isKnown
            ? `${name} has used up its connections${hurt}.`
            : `A database turns ${name} away: too many connections.`,
          quotes,
          suggestions: [
            {
              text: `Look who holds the connections of ${isKnown ? name : 'the database'} (SHOW PROCESSLIST, pg_stat_activity), end what is idle, then raise its limit or make the clients' pools smaller.`,
            },
          ],
          derivation: clients.map((it) => `${it.kind} ${it.name} is turned away`),
        };
      },
    );
  },
});
