import type { TokenCredential } from '@azure/core-auth';
import type { Logger } from 'pino';
import { connectAzure } from './azure/connect-azure.ts';
import type { Transport } from './azure/transport.ts';
import { createDialogue } from './commands/dialogue.ts';
import type { Config } from './config.ts';
import { createDoor } from './incidents/door.ts';
import { openSources } from './incidents/open-sources.ts';
import { storeInbox } from './incidents/store-inbox.ts';
import type { Clock } from './model/clock.ts';
import { createServer } from './server.ts';
import { openStore } from './store/open-store.ts';
import { doorTrust } from './teams/door-trust.ts';
import type { Trust } from './teams/trust.ts';
import { createLogger } from './telemetry.ts';

/** What the world around the app is: main.ts passes production's, the lab its own. There is no other way in. */
export interface Surroundings {
  credential: TokenCredential;
  clock: Clock;
  trust: Trust;
  transport?: Transport;
  log?: Logger;
}

/** A bot that is ready to listen. */
export interface App {
  /** Starts listening; answers the address of the messages endpoint. */
  listen(): Promise<{ url: string }>;
  /** Stops taking requests, lets work end, closes the store. */
  close(): Promise<void>;
}

const sweepEveryMs = 60 * 60 * 1000;

/** Joins the rooms; throws ConfigError when it must not start with these settings. */
export async function createApp(
  config: Config,
  { credential, clock, trust, transport, log = createLogger(config.log) }: Surroundings,
): Promise<App> {
  const sources = openSources(config.alerts, doorTrust(trust, config.server), clock);
  const store = await openStore(config.store);
  const door = createDoor({ sources, inbox: storeInbox(store), clock, log });
  const connection = connectAzure({ credential, clock, log, config: config.azure, ...(transport && { transport }) });
  const dialogue = createDialogue({
    connection,
    store,
    clock,
    log,
    config: config.people,
    ...(trust.unknownPerson && { unknownPerson: trust.unknownPerson }),
  });
  const server = createServer({
    config: { ...config.teams, ...config.server },
    trust,
    dialogue,
    store,
    door,
    clock,
    log,
  });

  let cancelSweep = () => {};
  function sweepLater() {
    cancelSweep = clock.after(sweepEveryMs, () => {
      store.sweep(clock.now()).catch((error: unknown) => log.error({ error }, 'old rows could not be swept'));
      sweepLater();
    });
  }
  sweepLater();

  return {
    listen: async () => ({ url: `${(await server.listen()).url}/api/messages` }),
    async close() {
      cancelSweep();
      await server.close();
      await store.close();
    },
  };
}
