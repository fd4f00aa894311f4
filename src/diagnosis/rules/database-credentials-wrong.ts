import { databaseBehind, familyIn } from '../databases/database-behind.ts';
import { settingsSource } from '../databases/settings-source.ts';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { type Situation, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

/** A database refuses the user or the password that a workload gives it. */
export const databaseCredentialsWrong = defineRule({
  code: 'database-credentials-wrong',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing', 'Unreachable'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const told = complaintsIn(evidence)
      .filter((it) => it.sign === 'credentials' && !it.isProxy && isFresh(it, now))
      .flatMap((complaint) => {
        const client = complaint.isServer ? clientIn(complaint, situation) : complaint.workload;
        return client ? [{ client, complaint }] : [];
      });
    return [...Map.groupBy(told, ({ client }) => client)].flatMap(([client, all]) => {
      const complaint = all.find((it) => !it.complaint.isServer)?.complaint ?? all[0]?.complaint;
      if (!complaint) return [];
      const { kind, namespace, name } = client;
      const isHurt = isSuffering(client);
      const database = databaseBehind(complaint, situation);
      const server = database?.name ?? `its ${familyIn(complaint) ?? 'database'}`;
      const source = settingsSource(client);
      return {
        code: 'database-credentials-wrong',
        about: { kind, namespace, name },
        confidence: isHurt ? 0.95 : complaint.count > 2 && !complaint.isServer ? 0.6 : 0.3,
        sentence: `${server} refuses the user or password of ${name} (${complaint.count} ${complaint.count === 1 ? 'time' : 'times'} in its log).`,
        quotes: [quoteLine(complaint.line, complaint.log)],
        suggestions: [
          {
            text: `Compare the user and password${source ? ` in ${source}` : ''} that ${name} is given with what ${server} knows, then restart ${kind} ${name}.`,
          },
        ],
      };
    });
  },
});

const from = /@'?(\d{1,3}(?:\.\d{1,3}){3})\b/;

/** A server names its client by the address it came from; only one that suffers is blamed for what may be a scan. */
function clientIn({ line }: Complaint, { workloads }: Situation): Workload | undefined {
  const ip = line.slice(0, 2_000).match(from)?.[1];
  return ip ? workloads.find((it) => isSuffering(it) && it.pods.some(({ status }) => status?.podIP === ip)) : undefined;
}
