import { pino } from 'pino';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { createDialogue } from '../../../src/commands/dialogue.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import { startChanges } from '../../../src/commands/people/start-changes.ts';
import { systemClock } from '../../../src/model/clock.ts';
import type { AnyAction } from '../../../src/remediation/action.ts';
import type { ChangeWork } from '../../../src/remediation/life/change-work.ts';
import { changeWorkOf } from '../../../src/remediation/life/work-of.ts';
import type { Policy } from '../../../src/remediation/policy/policy.ts';
import { createServer } from '../../../src/server.ts';
import { openStore, type StoreConfig } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { startWorker } from '../../../src/store/worker.ts';
import { addressIn } from '../../../src/teams/address-in.ts';
import type { Trust } from '../../../src/teams/trust.ts';

/** What the bot and its tests are registered as. */
export const registered = {
  app: 'b0b00000-0000-4000-8000-000000000001',
  tenant: '7e7e0000-0000-4000-8000-000000000001',
};

/** A whole bot that makes changes by an action of the test's: HTTP, dialogue, jobs and outbox, as app.ts joins them. */
export interface ChangingBot {
  url: string;
  store: Store;
  work: ChangeWork;
  close(): Promise<void>;
}

/** Starts it. `openIdMetadataUrl`: whose tokens it believes; without it nobody needs one. */
export async function startChangingBot(o: {
  store: StoreConfig;
  action: AnyAction;
  people: object;
  policy: Policy;
  openIdMetadataUrl?: string;
  /** Where its jobs are not to be done. */
  idle?: boolean;
}): Promise<ChangingBot> {
  const clock = systemClock;
  const log = pino({ level: 'silent' });
  const store = await openStore(o.store);
  const connection = connectAzure({
    ...{ clock, log, config: azureConfig.parse({}) },
    credential: { getToken: async () => null },
  });
  const trust: Trust = {
    ...{ tenantId: registered.tenant, serviceUrls: ['http://127.0.0.1:*'] },
    anonymous: o.openIdMetadataUrl === undefined,
    ...(o.openIdMetadataUrl !== undefined && { openIdMetadataUrl: o.openIdMetadataUrl }),
  };
  let wake = () => {};
  const config = peopleConfig.parse(o.people);
  const work: ChangeWork = {
    ...startChanges({
      ...{ store, clock, log, connection, people: config, config: { policy: o.policy } as ChangeWork['config'] },
      addressOf: addressIn(registered.tenant, trust),
      wake: () => wake(),
    }),
    actions: new Map([[o.action.name, o.action]]),
  };
  const dialogue = createDialogue({ connection, store, clock, log, config, changes: work });
  const listening = { host: '127.0.0.1', port: 0, workSeconds: 60 };
  const http = createServer({
    config: {
      ...{ ...listening, appType: 'UserAssignedMSI' as const, tenantId: registered.tenant },
      appId: trust.anonymous ? '' : registered.app,
    },
    ...{ trust, dialogue, store, clock, log },
  });
  const worker = o.idle ? undefined : startWorker({ store, clock, log, tasks: changeWorkOf(work) });
  wake = () => {
    worker?.wake();
    http.sender.wake();
  };
  const { url } = await http.listen();
  return {
    ...{ url, store, work },
    async close() {
      await Promise.all([http.close(), worker?.close()]);
      await store.close();
    },
  };
}
