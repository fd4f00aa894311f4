import type { NamedAddress } from '../logs/addresses.ts';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { isUsual } from '../logs/is-usual.ts';
import type { Sign } from '../logs/signatures.ts';
import { quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const words: Partial<Record<Sign, string>> = {
  'unknown-host': 'DNS knows no such name',
  refused: 'the connection is refused',
  'timed-out': 'it does not answer in time',
  'no-route': 'there is no route to it',
  reset: 'it closes the connection',
  certificate: 'its certificate is not trusted',
  'no-instance': 'no instance of it is known',
};

/** A workload's log says that something it needs cannot be reached, which is not among what is seen here. */
export const dependencyUnreachable = defineRule({
  code: 'dependency-unreachable',
  explains: ['Failing', 'CrashLoopBackOff', 'NotReady', 'Unreachable', 'Slow'],
  weight: 'symptom',
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { routes } = situationOf(evidence);
    const known = new Set(routes.map(({ name, namespace }) => `${namespace}/${name}`));
    const own = new Set(
      routes.flatMap(({ service, pods }) => [service.spec?.clusterIP, ...pods.map((it) => it.status?.podIP)]),
    );
    const told = complaintsIn(evidence).flatMap((it) => {
      const [address] = it.addresses.filter(({ host }) => !/^(?:localhost|127\.|0\.0\.0\.0)/.test(host));
      if (!words[it.sign] || it.isProxy || it.isServer || !address || own.has(address.host) || !isFresh(it, now))
        return [];
      const [name, namespace = it.workload.namespace] = address.host.split('.');
      // What is behind a Service that exists is judged where that Service is.
      return known.has(`${namespace}/${name}`) ? [] : [{ complaint: it, address }];
    });
    return [...Map.groupBy(told, ({ complaint }) => complaint.workload)].flatMap(([workload, all]) => {
      const [main] = [...Map.groupBy(all, ({ address }) => address.host).values()].sort(
        (a, b) => countOf(b) - countOf(a),
      );
      const [first] = main ?? [];
      if (!main || !first) return [];
      const { kind, namespace, name } = workload;
      const times = countOf(main);
      const isNoise = main.every(({ complaint }) => isUsual(complaint, now));
      const place = written(first.address);
      return {
        code: 'dependency-unreachable',
        about: { kind, namespace, name },
        confidence: isSuffering(workload) ? 0.65 : isNoise ? 0.2 : times > 1 ? 0.55 : 0.3,
        sentence: `${name} cannot reach ${place}: ${words[first.complaint.sign]} (${times} ${times === 1 ? 'line' : 'lines'} of its log${isSuffering(workload) ? '' : '; its pods are ready all the same'}).`,
        quotes: main.slice(0, 2).map(({ complaint }) => quoteLine(complaint.line, complaint.log)),
        suggestions: [{ text: stepFor(first.complaint.sign, place) }],
      };
    });
  },
});

function countOf(told: readonly { complaint: Complaint }[]): number {
  return told.reduce((sum, { complaint }) => sum + complaint.count, 0);
}

function written({ host, port }: NamedAddress): string {
  return port === undefined ? host : `${host}:${port}`;
}

function stepFor(sign: Sign, place: string): string {
  if (sign === 'unknown-host')
    return `Check the name ${place}: whether that Service exists in that namespace, and whether the cluster's DNS answers (nslookup from a pod).`;
  if (sign === 'certificate') return `Check the certificate of ${place} and the authorities that its client trusts.`;
  return `Check that ${place} runs and listens, and that firewalls and network policies let the traffic through.`;
}
