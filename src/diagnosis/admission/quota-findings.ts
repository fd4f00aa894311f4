import type { Finding } from '../../model/finding.ts';
import { quoteEvent } from '../quote.ts';
import type { Situation } from '../situation/situation.ts';
import { type Refusal, refusedWorkloads } from './refusals.ts';

/** One finding for each namespace whose quota for these resources is used up, while a workload waits for it. */
export function quotaFindings(situation: Situation, code: string, resources: RegExp): Finding[] {
  const refused = refusedWorkloads(situation).flatMap(({ workload, event, refusal }) =>
    refusal.kind === 'quota' && resources.test(refusal.resource) ? [{ workload, event, refusal }] : [],
  );
  return [...Map.groupBy(refused, ({ workload }) => workload.namespace)].flatMap(([namespace, its]) => {
    const [first] = its;
    if (!first) return [];
    const names = its.map(({ workload }) => workload.name);
    const who = `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} ${names.length === 1 ? 'gets' : 'get'}`;
    return [
      {
        code,
        about: { kind: 'Namespace', namespace, name: namespace },
        confidence: 0.96,
        sentence: `Namespace ${namespace} has used up its quota ${first.refusal.quota}: ${words(first.refusal)}, so ${who} no new pod.`,
        quotes: its.slice(0, 3).map(({ event }) => quoteEvent(event)),
        suggestions: [
          {
            text: `Raise ${first.refusal.resource} of quota ${first.refusal.quota} above ${first.refusal.limited}, or lower what the workloads of ${namespace} ask for.`,
          },
        ],
      },
    ];
  });
}

function words({ resource, used, limited, requested }: Refusal & { kind: 'quota' }): string {
  return `${used} of ${limited} ${resource} are used and ${requested} more are asked for`;
}
