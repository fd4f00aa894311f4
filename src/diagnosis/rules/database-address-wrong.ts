import { databaseBehind, familyIn, isAnyUp } from '../databases/database-behind.ts';
import { settingsSource } from '../databases/settings-source.ts';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import type { Sign } from '../logs/signatures.ts';
import { quoteLine } from '../quote.ts';
import { isDown, isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { type Situation, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** In the order of what says most: nobody listens at that port, no such name, nobody answers. */
const signs: readonly Sign[] = ['refused', 'unknown-host', 'no-route', 'timed-out', 'reset'];

/** One workload finds nobody at its database's address, while the database itself is well: its host or port is wrong. */
export const databaseAddressWrong = defineRule({
  code: 'database-address-wrong',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing', 'Unreachable'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const told = complaintsIn(evidence).filter(
      (it) =>
        signs.includes(it.sign) &&
        (it.database !== undefined || familyIn(it) !== undefined) &&
        !it.isServer &&
        !it.isProxy &&
        isSuffering(it.workload) &&
        isFresh(it, now),
    );
    const byClient = [...Map.groupBy(told, ({ workload }) => workload)];
    return byClient.flatMap(([client, complaints]) => {
      const complaint = complaints.sort((a, b) => signs.indexOf(a.sign) - signs.indexOf(b.sign))[0];
      if (!complaint || ownDns(client.template.spec)) return [];
      const { kind, namespace, name } = client;
      const database = databaseBehind(complaint, situation);
      const family = familyIn(complaint);
      // Nobody could reach it: then it is the database that is down, not the address that is wrong.
      if (database ? isDown(database) : !isAnyUp(family, client, situation)) return [];
      const at = complaint.addresses.find(({ port }) => port !== undefined) ?? complaint.addresses[0];
      const right = database && portOf(database, situation);
      const source = settingsSource(client);
      return {
        code: 'database-address-wrong',
        about: { kind, namespace, name },
        confidence: confidenceOf(complaint, byClient.length),
        sentence: `${name} reaches no ${family ?? 'database'}${at ? ` at ${at.host}${at.port === undefined ? '' : `:${at.port}`}` : ' at the address it is given'} (${words[complaint.sign] ?? complaint.sign}), while ${database?.name ?? 'the database'} is up${right ? ` on port ${right}` : ''}.`,
        quotes: [quoteLine(complaint.line, complaint.log)],
        suggestions: [
          {
            text: `Correct the database's host and port${source ? ` in ${source}` : ''} for ${name}${right ? `: ${database?.name} listens on ${right}` : ''}, then restart ${kind} ${name}.`,
          },
        ],
      };
    });
  },
});

const words: Partial<Record<Sign, string>> = {
  refused: 'connection refused',
  'unknown-host': 'unknown host',
  'no-route': 'no route',
  'timed-out': 'timed out',
  reset: 'connection lost',
};

/** What befalls many clients at once is not one client's setting. */
function confidenceOf({ sign }: Complaint, clients: number): number {
  if (clients > 2) return 0.35;
  return sign === 'refused' ? 0.92 : sign === 'unknown-host' ? 0.8 : sign === 'reset' ? 0.65 : 0.6;
}

function ownDns(spec: { dnsPolicy?: string } | undefined): boolean {
  return spec?.dnsPolicy === 'None' || spec?.dnsPolicy === 'Default';
}

function portOf(database: { namespace: string; name: string }, { routes }: Situation): number | undefined {
  const route = routes.find((it) =>
    it.workloads.some(({ name, namespace }) => name === database.name && namespace === database.namespace),
  );
  return route?.service.spec?.ports?.[0]?.port;
}
