import type { Logger } from 'pino';
import { createApp } from '../app.ts';
import { type Config, configSchema } from '../config.ts';
import { sources } from '../incidents/sources/index.ts';
import type { Clock } from '../model/clock.ts';
import { systemClock } from '../model/clock.ts';
import { createLogger } from '../telemetry.ts';
import { apiMoods } from './azure/api-moods.ts';
import { enforceQuotas } from './azure/quotas.ts';
import { type RunningAzure, startAzure } from './azure/start-azure.ts';
import { elementSamples } from './gallery/element-samples.ts';
import { samples } from './gallery/samples.ts';
import type { Board } from './page/board.ts';
import { team } from './page/channels.ts';
import { labPeople, type Person } from './page/people.ts';
import { startPage } from './page/start-page.ts';
import { caseClock } from './recorded/case-clock.ts';
import type { RecordedCluster } from './recorded/recorded-cluster.ts';
import { recordedWorld } from './recorded/recorded-world.ts';
import { recordedQuestions } from './recorded-questions.ts';
import { scenarios } from './scenarios/index.ts';
import { labGroups } from './world/groups.ts';
import { heal } from './world/heal.ts';
import { createWorld, type World } from './world/world.ts';

/** A practice range that runs: the page, the unchanged bot, and the Azure that it asks. */
export interface Lab {
  page: string;
  /** The bot's messages endpoint; another Teams client can be pointed at it. */
  bot: string;
  azure: RunningAzure;
  world: World;
  /** Every message of the page. */
  board: Board;
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
}

/** Starts the range on loopback. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { recorded } = options;
  const { clock = recorded ? caseClock(recorded.now) : systemClock, log = createLogger({ level: 'warn' }) } = options;
  const world = recorded ? recordedWorld(recorded) : createWorld({ now: clock.now() });
  if (options.quotas) enforceQuotas(world);
  const azure = await startAzure({ world, clock, ...(options.warm && { warm: true }) });
  const play = async (name: string) => {
    const scenario = scenarios.find((it) => it.name === name);
    if (!scenario)
      throw new Error(`There is no scenario "${name}". There are: ${scenarios.map((it) => it.name).join(', ')}`);
    scenario.apply(world);
  };

  let bot = '';
  const page = await startPage({
    bot: () => bot,
    clock,
    people: labPeople,
    // A recording is what it is: scenarios would put a made-up company in its place.
    scenarios: recorded ? [] : scenarios,
    ...(!recorded && { scenario: options.scenario ?? scenarios[0]?.name ?? '' }),
    ...(recorded && { questions: recordedQuestions(recorded) }),
    onScenario: play,
    onHeal: async () => heal(world),
    gallery: [...samples, ...elementSamples],
    requests: azure.requests,
    moods: apiMoods(azure.faults),
    port: options.port ?? 0,
  });
  const app = await createApp(labConfig(options.botPort ?? 0), {
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
  });
  if (options.scenario) await play(options.scenario);
  bot = (await app.listen()).url;
  return {
    page: page.url,
    bot,
    azure,
    world,
    board: page.board,
    async close() {
      // The bot delivers what it still works on before the page goes.
      await app.close();
      await page.close();
      await azure.close();
    },
  };
}

function labConfig(port: number): Config {
  const ids = (wanted: (person: Person) => boolean) => labPeople.filter(wanted).map(({ objectId }) => objectId);
  return configSchema.parse({
    teams: { appId: '00000000-0000-4000-8000-00000000b075', appType: 'UserAssignedMSI', tenantId: 'any' },
    server: { host: '127.0.0.1', port },
    // Anything on this machine may send alerts; Defender is asked by its own way.
    alerts: { sources: Object.fromEntries(sources.filter((it) => 'parse' in it).map(({ name }) => [name, {}])) },
    incidents: { channel: team.id },
    people: {
      // Eve and Bob by their groups, as most companies have it; Ann by her own id, which needs no question to anybody.
      viewer: [{ group: labGroups.security }],
      operator: ids(({ title }) => title === 'On-call engineer'),
      approver: [{ group: labGroups.approvers }],
      blocked: ids(({ outsider }) => outsider === true),
    },
    store: { path: ':memory:' },
    log: { level: 'warn' },
  });
}
