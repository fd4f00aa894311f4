import { pino } from 'pino';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { incidentsConfig } from '../../../src/incidents/incidents-config.ts';
import { type Act, act } from '../../../src/incidents/pipeline/act.ts';
import type { Pipeline } from '../../../src/incidents/pipeline/pipeline.ts';
import { deliveryReader } from '../../../src/incidents/pipeline/read-delivery.ts';
import { wantSorting } from '../../../src/incidents/pipeline/sort-alerts.ts';
import { workOf } from '../../../src/incidents/pipeline/work-of.ts';
import { startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';
import type { Actor } from '../../../src/model/actor.ts';
import type { Alert } from '../../../src/model/alert.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { startWorker } from '../../../src/store/worker.ts';
import { createAdapter } from '../../../src/teams/adapter.ts';
import { addressIn } from '../../../src/teams/address-in.ts';
import { createCounts } from '../../../src/teams/counts.ts';
import { createMessenger } from '../../../src/teams/messenger.ts';
import { startSender } from '../../../src/teams/outbox/start-sender.ts';
import { createDrivenClock, type DrivenClock } from '../../teams/driven-clock.ts';
import { startTeamsChannels, type TeamsChannels } from './channel.ts';

export const ops = '19:ops@thread.tacv2';
export const ann: Actor = { tenantId: 't1', objectId: 'ann', teamsId: '29:ann', name: 'Ann' };

/** The whole way from an alert to a channel, with a clock that is driven. */
export interface PipelineUnderTest {
  clock: DrivenClock;
  store: Store;
  teams: TeamsChannels;
  world: World;
  pipeline: Pipeline;
  /** Puts alerts in as the door does, and lets everything happen that is due. */
  take(...alerts: Partial<Alert>[]): Promise<void>;
  acts(number: number, what: Act, actor?: Actor): ReturnType<typeof act>;
  /** Lets time pass, in steps after which everything happens that is due; a send takes no longer than its lease only in short ones. */
  passes(ms: number, stepMs?: number): Promise<void>;
  /** Lets time pass from one thing that is due to the next, so that each happens exactly when it is due. */
  passesExactly(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts it, with the settings of the section `incidents` in YAML's names. */
export async function startPipeline(settings: object = {}, path = ':memory:'): Promise<PipelineUnderTest> {
  const clock = createDrivenClock();
  const log = pino({ level: process.env.PIPELINE_LOG ?? 'silent' });
  const teams = await startTeamsChannels(clock);
  const world = createWorld({ now: clock.now() });
  const azure = await startAzure({ world, clock });
  const store = await openStore({ path });
  const { credential, transport } = azure;
  const trust = { tenantId: 't1', serviceUrls: [teams.url], anonymous: true };
  const registration = { appId: '', appType: 'UserAssignedMSI', tenantId: 't1', workSeconds: 60 } as const;
  const { connectors } = createAdapter(registration, trust);
  const wire = { connectors, appId: '', clock, counts: createCounts() };
  const sender = startSender({ store, messenger: createMessenger({ ...wire, once: true }), clock, log });
  const pipeline: Pipeline = {
    ...{ store, clock, log, wake: () => wake(), addressOf: addressIn('t1', trust) },
    readDelivery: deliveryReader(new Map()),
    config: incidentsConfig.parse({ channel: ops, ...settings }),
    connection: connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) }),
  };
  const worker = startWorker({ store, clock, log, tasks: workOf(pipeline, []) });
  function wake(): void {
    worker.wake();
    sender.wake();
  }
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      wake();
      await worker.idle();
      await sender.idle();
    }
  }
  return {
    ...{ clock, store, teams, world, pipeline },
    async take(...alerts) {
      await store.together(clock.now(), async (writing) => {
        const all = alerts.map((it) => alert({ startsAt: clock.now(), ...it }));
        const [source = 'alertmanager'] = all.map((it) => it.source);
        await writing.putDelivery({ source, at: clock.now(), alerts: all });
        await wantSorting(writing, clock.now());
      });
      await settle();
    },
    async acts(number, what, actor = ann) {
      const acted = await act(pipeline, number, what, actor);
      await settle();
      return acted;
    },
    async passes(ms, stepMs = 1_000) {
      for (let left = ms; left > 0; left -= stepMs) {
        await clock.advance(Math.min(stepMs, left));
        await settle();
      }
    },
    async passesExactly(ms) {
      const end = clock.now().getTime() + ms;
      for (let left = ms; left > 0; left = end - clock.now().getTime()) {
        await clock.advance(Math.min(left, clock.untilDue() ?? left));
        await settle();
      }
    },
    async close() {
      await Promise.all([worker.close(), sender.close()]);
      await Promise.all([store.close(), teams.close(), azure.close()]);
    },
  };
}

function alert(more: Partial<Alert>): Alert {
  const { identity = 'a1' } = more;
  return {
    ...{ source: 'alertmanager', identity, status: 'firing', severity: 'high', title: `${identity} is down` },
    ...{ labels: { alertname: 'Down', severity: 'high' }, annotations: {}, startsAt: new Date(0), raw: {} },
    ...more,
  };
}
