import { lastWords } from '../logs/last-words.ts';
import { ago } from '../oom/words.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { statusesOf } from '../situation/workload.ts';

const longMs = 5 * 60_000;

/** An init container runs on and on, so that the containers behind it never start: mostly it waits for something that is not there. */
export const initContainerWaits = defineRule({
  code: 'init-container-waits',
  explains: ['Pending', 'NotReady', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    const logs = evidence.containerLogs?.value ?? [];
    return situation.workloads.flatMap((workload) => {
      for (const pod of workload.pods) {
        const isSidecar = (name: string) =>
          pod.spec?.initContainers?.find((it) => it.name === name)?.restartPolicy === 'Always';
        const status = statusesOf(pod).find(({ role, state, name }) => {
          const since = state?.running?.startedAt;
          return role === 'init' && since && now.getTime() - since.getTime() > longMs && !isSidecar(name);
        });
        const since = status?.state?.running?.startedAt;
        if (!status || !since || pod.status?.phase !== 'Pending') continue;
        const { kind, namespace, name } = workload;
        const log = logs.find(
          (it) =>
            it.namespace === namespace && it.pod === pod.metadata?.name && it.container === status.name && !it.previous,
        );
        const line = log && lastWords(log);
        const own = pod.spec?.initContainers?.find((it) => it.name === status.name);
        const words = [...(own?.command ?? []), ...(own?.args ?? [])];
        // What it waits for stands in its command: "until nc -z db 5432".
        const waitsFor = situation.calls.find(
          ({ from, where }) => from === workload && where.endsWith(`container ${status.name}`),
        );
        const routed = situation.routes.find(
          (it) => it.namespace === namespace && words.some((word) => word.split(/[\s:/'"]+/).includes(it.name)),
        );
        const target = waitsFor?.to ?? routed;
        const state = target
          ? `Service ${target.name}${target.ready === 0 ? ', which has no ready pod' : ''}`
          : waitsFor?.host;
        return [
          {
            code: 'init-container-waits',
            about: { kind, namespace, name },
            confidence: state || line ? 0.65 : 0.5,
            sentence: `${name} does not start: init container ${status.name} has been running for ${ago(since, now)}${state ? ` and waits for ${state}` : ''}, and nothing starts before it ends.`,
            quotes: [
              ...(line && log ? [quoteLine(line, log)] : []),
              ...(words.length > 0 && !(line && log)
                ? [
                    quoteField(
                      words.reduce((a, b) => (b.length > a.length ? b : a)).slice(0, 300),
                      `command of init container ${status.name}`,
                    ),
                  ]
                : []),
            ],
            suggestions: [
              {
                text: `${state ? `See why ${target?.name ?? state} does not answer` : 'See what it waits for'}: kubectl logs ${pod.metadata?.name} -n ${namespace} -c ${status.name}. Give such a wait an end, so that the pod says that it failed.`,
              },
            ],
          },
        ];
      }
      return [];
    });
  },
});
