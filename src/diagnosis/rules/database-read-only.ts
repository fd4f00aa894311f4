import { troubledDatabases } from '../databases/troubled-databases.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A database takes no writes: it was set read-only, it is a replica, or it lost its primary. */
export const databaseReadOnly = defineRule({
  code: 'database-read-only',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledDatabases(evidence, 'read-only', now).map(
      ({ workload: { kind, namespace, name }, isKnown, isLikely, clients, quotes }) => ({
        code: 'database-read-only',
        about: { kind, namespace, name },
        confidence: !isKnown ? 0.5 : isLikely ? 0.75 : clients.length > 0 ? 0.95 : 0.45,
        sentence: isKnown
          ? `${name} is read-only: it refuses writes${
              clients.length > 0
                ? ` of ${clients
                    .slice(0, 3)
                    .map((it) => it.name)
                    .join(', ')}`
                : ''
            }.`
          : `A database refuses writes of ${name}: it is read-only.`,
        quotes,
        suggestions: [
          {
            text: `Check whether ${isKnown ? name : 'the database'} was set read-only or has no primary, let it take writes again, and see that clients write to the primary.`,
          },
        ],
      }),
    );
  },
});
