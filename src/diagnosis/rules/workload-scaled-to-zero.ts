import type { Finding, ObjectRef } from '../../model/finding.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { namedIn } from '../focus.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import { scaleBack } from '../suggested/scale-back.ts';

const recentMs = 6 * 3_600_000;

/** A workload is set to no replicas while others hang on it: its Service has nobody behind it. */
export const workloadScaledToZero = defineRule({
  code: 'workload-scaled-to-zero',
  explains: ['Unreachable', 'Failing', 'NotReady'],
  needs: ['pods'],
  wants: [...situationFacts, 'autoscalers'],
  judge(evidence, subject, now): Finding<Suggestion>[] {
    const situation = situationOf(evidence);
    const named = new Set(namedIn(subject.report, situation).map(keyOf));
    const scaled = new Set(
      (evidence.autoscalers?.value ?? []).map(({ metadata, spec }) =>
        keyOf({
          kind: spec?.scaleTargetRef.kind ?? '',
          namespace: metadata?.namespace ?? '',
          name: spec?.scaleTargetRef.name ?? '',
        }),
      ),
    );
    return situation.workloads.filter(isAtZero).flatMap((workload) => {
      const { kind, namespace, name } = workload;
      const services = situation.routes.filter((it) => it.meantFor.includes(workload));
      const callers = new Set(
        situation.calls.flatMap(({ from, to }) => (to && services.includes(to) && from !== workload ? from.name : [])),
      );
      // "to 0" of the workload itself is a revision's end in every rollout; here nothing else is left.
      const event = situation
        .eventsOf(workload)
        .find(({ reason, message }) => reason === 'ScalingReplicaSet' && /scaled down .* to 0\b/i.test(message));
      const isRecent = event !== undefined && now.getTime() - event.lastAt.getTime() < recentMs;
      const isNamed = named.has(keyOf(workload)) || services.some((it) => named.has(keyOf({ ...it, kind: 'Service' })));
      if (services.length === 0 && !isRecent && !isNamed) return [];
      const had = before(event?.message);
      const text = `Scale ${kind} ${name} back to the replicas it had${had === undefined ? '' : ` (${had})`}.`;
      const hurt = [...callers].slice(0, 3).join(', ');
      return {
        code: 'workload-scaled-to-zero',
        about: { kind, namespace, name },
        confidence: scaled.has(keyOf(workload)) ? 0.4 : isRecent || isNamed ? 0.95 : callers.size > 0 ? 0.8 : 0.3,
        sentence: `${kind} ${name} is set to 0 replicas${services.length > 0 ? `, so Service ${services[0]?.name} has no endpoints` : ''}${hurt ? `; ${hurt} ${callers.size === 1 ? 'calls' : 'call'} it` : ''}.`,
        quotes: event ? [quoteEvent(event)] : [],
        suggestions: [
          scaleBack(
            { cluster: subject.cluster, kind, namespace, name },
            scaled.has(keyOf(workload)) ? undefined : had,
            text,
          ),
        ],
      };
    });
  },
});

function keyOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${namespace}/${name}`;
}

function isAtZero({ kind, desired, pods }: Workload): boolean {
  return (kind === 'Deployment' || kind === 'StatefulSet') && desired === 0 && pods.length === 0;
}

/** "Scaled down replica set cart-7d to 0 from 3" tells how many there were. */
function before(message: string | undefined): number | undefined {
  const from = message?.match(/ to 0 from (\d{1,4})\b/)?.[1];
  return from === undefined ? undefined : Number(from);
}
