import { z } from 'zod';
import type { Task } from '../../store/worker.ts';
import type { PolledSource } from '../source.ts';
import { askMonitor } from './ask-monitor.ts';
import { diagnoseIncident } from './diagnose-incident.ts';
import { escalateIncident } from './escalate-incident.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { pollSource } from './poll-source.ts';
import { redirectIncidents } from './redirect-incidents.ts';
import { sortAlerts } from './sort-alerts.ts';
import { tellDigest } from './tell-digest.ts';
import { tellIncident } from './tell-incident.ts';
import { writeBack } from './write-back.ts';

/** A source that is asked, with its settings. */
export interface Polled {
  source: PolledSource;
  config: unknown;
}

const ofIncident = z.object({ number: z.number() });
const ofWriteBack = z.object({
  number: z.number(),
  state: z.enum(['acknowledged', 'resolved', 'reopened']),
  by: z.string(),
});
const ofChannel = z.object({ channel: z.string() });

/** What is done for each task of alerts and incidents. */
export function workOf(pipeline: Pipeline, polled: readonly Polled[]): Record<string, Task> {
  return {
    [tasks.sort]: (_, { log, attempts }) => sortAlerts({ ...pipeline, log }, attempts),
    [tasks.tell]: (payload, { log }) => tellIncident({ ...pipeline, log }, ofIncident.parse(payload).number),
    [tasks.digest]: (payload, { log }) => tellDigest({ ...pipeline, log }, ofChannel.parse(payload).channel),
    [tasks.redirect]: (payload, { log }) => redirectIncidents({ ...pipeline, log }, ofChannel.parse(payload).channel),
    [tasks.escalate]: (payload, { log }) => escalateIncident({ ...pipeline, log }, ofIncident.parse(payload).number),
    [tasks.diagnose]: (payload, { log, attempts }) =>
      diagnoseIncident({ ...pipeline, log }, ofIncident.parse(payload).number, attempts),
    [tasks.writeBack]: (payload, { log, attempts }) =>
      writeBack({ ...pipeline, log }, ofWriteBack.parse(payload), attempts),
    [tasks.ask]: (_, { log }) => askMonitor({ ...pipeline, log }),
    [tasks.poll]: async (payload, { log }) => {
      const { source: name } = z.object({ source: z.string() }).parse(payload);
      const one = polled.find(({ source }) => source.name === name);
      // A source that the settings no longer name is not asked any more.
      if (one) await pollSource({ ...pipeline, log }, one);
    },
  };
}

/** Wants every configured source asked, and about what is not heard of; what is being asked already is left to its own pace. */
export async function wantPolls({ store, clock }: Pipeline, polled: readonly Polled[]): Promise<void> {
  const now = clock.now();
  await store.together(now, async (writing) => {
    await writing.enqueue({ task: tasks.ask, key: 'azure-monitor', payload: {}, runAt: now, lane: 'slow' });
    for (const { source } of polled) {
      await writing.enqueue({
        task: tasks.poll,
        key: source.name,
        payload: { source: source.name },
        runAt: now,
        lane: 'slow',
      });
    }
  });
}
