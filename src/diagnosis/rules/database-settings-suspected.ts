import { isAnyUp } from '../databases/database-behind.ts';
import { databaseFamilyOf } from '../databases/database-family.ts';
import { databaseSecretOf } from '../databases/settings-source.ts';
import { quoteField } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { crashLoops, meaningOf } from '../starting/crash-loops.ts';

/**
 * A guess for want of logs: the only client that crashes at start, while its database and the database's other clients
 * are well, most often was given a wrong host, port, user or password.
 */
export const databaseSettingsSuspected = defineRule({
  code: 'database-settings-suspected',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const read = new Set(
      (evidence.containerLogs?.value ?? []).flatMap(({ namespace, pod, lines }) =>
        lines.length > 0 ? [`${namespace}/${pod}`] : [],
      ),
    );
    const clients = situation.workloads.filter((it) => !databaseFamilyOf(it) && databaseSecretOf(it));
    const hurt = clients.filter(isSuffering).length;
    if (hurt === 0 || hurt > 2 || clients.length - hurt < 2) return [];
    const loops = crashLoops(clients, now).filter(
      ({ workload, pod, ending }) =>
        !read.has(`${workload.namespace}/${pod}`) &&
        ending &&
        ending.exitCode !== 0 &&
        meaningOf(ending.exitCode) === undefined,
    );
    return loops.flatMap(({ workload, pod, container, ending }) => {
      if (!isAnyUp(undefined, workload, situation)) return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'database-settings-suspected',
        about: { kind, namespace, name },
        confidence: 0.4,
        sentence: `${name} ends at start with exit code ${ending?.exitCode}, while ${clients.length - hurt} other clients of a database are well: its database settings are the first suspect (its log could not be read).`,
        quotes: [quoteField(ending?.reason ?? 'Error', `last ending of ${container} in ${pod}`)],
        suggestions: [
          {
            text: `Compare host, port, user and password in Secret ${databaseSecretOf(workload)} with those of a client that works; the log before the last restart of ${container} tells which it is.`,
          },
        ],
      };
    });
  },
});
