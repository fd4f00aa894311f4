import type { V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Quote } from '../../model/finding.ts';
import { ago, lasting } from '../oom/words.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { statusesOf } from '../situation/workload.ts';

/** The last thing that went wrong, for people: what it was, how long ago, and since when it is over. */
export interface LastTrouble {
  sentence: string;
  quote: Quote;
  at: Date;
}

/** How the container that failed last ended, of those that the API remembers. */
export function lastEndingOf(pods: readonly V1Pod[], now: Date): LastTrouble | undefined {
  const endings = pods.flatMap((pod) =>
    statusesOf(pod).flatMap(({ name, lastState, state, restartCount }) => {
      const { reason, exitCode, finishedAt } = lastState?.terminated ?? {};
      if (exitCode === undefined || exitCode === 0 || !finishedAt) return [];
      const inPod = pod.metadata?.name ?? '';
      const word = reason ?? `exit code ${exitCode}`;
      const since = state?.running?.startedAt;
      const calm = since
        ? ` It has run for ${lasting(since, now)} since, after ${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'} in all.`
        : '';
      return [
        {
          at: finishedAt,
          sentence: `The last one to fail was ${name} in ${inPod} (${word}), ${ago(finishedAt, now)} ago.${calm}`,
          quote: quoteField(word, `last ending of ${name} in ${inPod}`, finishedAt),
        },
      ];
    }),
  );
  return endings.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
}

/** The newest warning that is still remembered, whether its object is still there or not. */
export function lastWarningOf(events: readonly EventFact[], now: Date): LastTrouble | undefined {
  const [last] = events
    .filter(({ type }) => type === 'Warning')
    .toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  if (!last) return undefined;
  const { reason, object, lastAt } = last;
  return {
    at: lastAt,
    sentence: `The last warning was ${reason} of ${object.kind} ${object.name}, ${ago(lastAt, now)} ago.`,
    quote: quoteEvent(last),
  };
}
