import type { Logger } from 'pino';
import { createApp } from '../app.ts';
import { sources } from '../incidents/sources/index.ts';
import type { Clock } from '../model/clock.ts';
import { systemClock } from '../model/clock.ts';
import { createLogger } from '../telemetry.ts';
import { type Alerting, createAlerting } from './alerting/alerting.ts';
import { lookAfterWrites } from './alerting/look-after-writes.ts';
import { apiMoods } from './azure/api-moods.ts';
import { enforceQuotas } from './azure/quotas.ts';
import { type RunningAzure, startAzure } from './azure/start-azure.ts';
import { elementSamples } from './gallery/element-samples.ts';
import { samples } from './gallery/samples.ts';
import { labConfig } from './lab-config.ts';
import type { Board } from './page/board.ts';
import { labPeople } from './page/people.ts';
import { startPage } from './page/start-page.ts';
import { caseClock } from './recorded/case-clock.ts';
import type { RecordedCluster } from './recorded/recorded-cluster.ts';
import { recordedWorld } from './recorded/recorded-world.ts';
import { recordedQuestions } from './recorded-questions.ts';
import { scenarios } from './scenarios/index.ts';
import { heal } from './world/heal.ts';
import { createWorld, type World } from './world/world.ts';

/** Sources that can be made to tell of a test; what AKS plans nobody can plan for a test. */
const tested = sources.filter(({ name }) => name !== 'aks-maintenance');

/** A practice range that runs: the page, the unchanged bot, and the Azure that it asks. */
export interface Lab {
  page: string;
  /** The bot's messages endpoint; another Teams client can be pointed at it. */
  bot: string;
  azure: RunningAzure;
  world: World;
  /** Every message of the page. */
  board: Board;
  alerting: Alerting;
  close(): Promise<void>;
}

/** What may differ between the command line and a test. Port 0 takes a free one. */
export interface LabOptions {
  port?: number;
  botPort?: number;
  clock?: Clock;
  /** Name of the scenario to begin with. */
  scenario?: string;
  /** A recorded cluster instead of the made-up company; the clock then begins at its moment. */
  recorded?: RecordedCluster;
  log?: Logger;
  /** The services count requests and queue queries as Azure does; they do so by the clock, which must run. */
  quotas?: boolean;
  /** Loads the KQL engine before the first question, which then need not wait for it. */
  warm?: boolean;
  /** What is broken fires alerts, and Defender is polled. */
  alerts?: boolean;
  /** The images of the estate are read in the background. */
  images?: boolean;
  /** The posture of the estate is read and kept in the background. */
  posture?: boolean;
  /** How long alerts are gathered before they are told, and until what came of them is: 5s and 30s, as a person can watch it. */
  pace?: { wait: string; interval: string };
}

/** Starts the range on loopback. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { recorded } = options;
  const fires = options.alerts === true && !recorded;
  const { clock = recorded ? caseClock(recorded.now) : systemClock, log = createLogger({ level: 'warn' }) } = options;
  const world = recorded ? recordedWorld(recorded) : createWorld({ now: clock.now() });
  if (options.quotas) enforceQuotas(world);
  const azure = await startAzure({ world, clock, ...(options.warm && { warm: true }) });
  const play = async (name: string) => {
    const scenario = scenarios.find((it) => it.name === name);
    if (!scenario)
      throw new Error(`There is no scenario "${name}". There are: ${scenarios.map((it) => it.name).join(', ')}`);
    scenario.apply(world);
    if (fires && bot) alerting.look();
  };

  let bot = '';
  const alerting = createAlerting({ world, clock, log, door: () => new URL('/api/alerts/', bot).href });
  const page = await startPage({
    bot: () => bot,
    clock,
    people: labPeople,
    // A recording is what it is: scenarios would put a made-up company in its place.
    scenarios: recorded ? [] : scenarios,
    ...(!recorded && { scenario: options.scenario ?? scenarios[0]?.name ?? '' }),
    ...(recorded && { questions: recordedQuestions(recorded) }),
    onScenario: play,
    onHeal: async () => {
      heal(world);
      alerting.allOver();
    },
    // A recording has no place for what an example tells of.
    sources: recorded ? [] : tested.map(({ name, title }) => ({ name, title })),
    onTestAlert: async (name) => {
      const source = tested.find((it) => it.name === name);
      if (source) alerting.test(source);
    },
    gallery: [...samples, ...elementSamples],
    requests: azure.requests,
    moods: apiMoods(azure.faults),
    port: options.port ?? 0,
  });
  const { pace } = options;
  const app = await createApp(
    labConfig({
      port: options.botPort ?? 0,
      alerts: fires,
      images: options.images ?? false,
      posture: options.posture ?? false,
      ...(pace && { pace }),
    }),
    {
      credential: azure.credential,
      clock,
      transport: azure.transport,
      log,
      // Anybody on this machine may ask, with any Teams client: that is what a practice range is for.
      trust: {
        tenantId: 'any',
        serviceUrls: ['http://127.0.0.1:*', 'http://localhost:*'],
        anonymous: true,
        unknownPerson: 'operator',
      },
    },
  );
  if (options.scenario) await play(options.scenario);
  bot = (await app.listen()).url;
  await page.introduce();
  if (fires) alerting.look();
  const cease = fires ? lookAfterWrites({ world, clock, look: alerting.look }) : () => {};
  return {
    page: page.url,
    bot,
    azure,
    world,
    board: page.board,
    alerting,
    async close() {
      cease();
      await alerting.close();
      // The bot delivers what it still works on before the page goes.
      await app.close();
      await page.close();
      await azure.close();
    },
  };
}
