import type { TokenCredential } from '@azure/core-auth';
import type { Logger } from 'pino';
import { connectAzure } from './azure/connect-azure.ts';
import type { Transport } from './azure/transport.ts';
import { createDialogue } from './commands/dialogue.ts';
import { startChanges } from './commands/people/start-changes.ts';
import type { Config } from './config.ts';
import { createDoor } from './incidents/door.ts';
import type { TakenDelivery } from './incidents/inbox.ts';
import { openSources, polledSources } from './incidents/open-sources.ts';
import type { Pipeline } from './incidents/pipeline/pipeline.ts';
import { deliveryReader } from './incidents/pipeline/read-delivery.ts';
import { renewInhibition } from './incidents/pipeline/renew-inhibition.ts';
import { wantSorting } from './incidents/pipeline/sort-alerts.ts';
import { tellChange } from './incidents/pipeline/tell-change.ts';
import { wantPolls, workOf } from './incidents/pipeline/work-of.ts';
import { storeInbox } from './incidents/store-inbox.ts';
import type { Clock } from './model/clock.ts';
import { createAuditCopy } from './remediation/audit-copy/create-audit-copy.ts';
import { changeWorkOf } from './remediation/life/work-of.ts';
import { gatePolicies } from './security/gate/gate-policies.ts';
import { postureTasks, startPosture } from './security/posture/posture-tasks.ts';
import type { PostureWork } from './security/posture/posture-work.ts';
import type { ImageWork } from './security/snapshot/image-work.ts';
import { imageTasks, wantImages } from './security/snapshot/read-images.ts';
import { createServer } from './server.ts';
import { openStore } from './store/open-store.ts';
import { startWorker } from './store/worker.ts';
import { addressIn } from './teams/address-in.ts';
import { doorTrust } from './teams/door-trust.ts';
import { createGateDoor } from './teams/gate-door.ts';
import { openGate } from './teams/open-gate.ts';
import type { Trust } from './teams/trust.ts';
import { createDurations, createLogger } from './telemetry.ts';

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
  const connection = connectAzure({ credential, clock, log, config: config.azure, ...(transport && { transport }) });
  const diagnosed = createDurations('watchkeeper_diagnosis_seconds');
  let wake = () => {};
  const stored = storeInbox(store, {
    mostWaiting: config.alerts.mostWaiting,
    also: (writing, { at }) => wantSorting(writing, at, stored.rushMs(at)),
  });
  const inbox = { ...stored, take: (delivery: TakenDelivery) => stored.take(delivery).then(wakeInTime) };
  let isWaking = false;
  // In a rush one look for all that came in the meantime is enough.
  function wakeInTime(): void {
    const pauseMs = stored.rushMs(clock.now());
    if (pauseMs === 0) wake();
    if (pauseMs === 0 || isWaking) return;
    isWaking = true;
    clock.after(pauseMs, () => {
      isWaking = false;
      wake();
    });
  }
  // Without a channel nothing comes in (the settings are checked), so there is nothing to do.
  const pipeline: Pipeline | undefined = config.incidents && {
    ...{ store, clock, log, connection, config: config.incidents, wake: () => wake(), rushMs: stored.rushMs },
    addressOf: addressIn(config.teams.tenantId, trust),
    readDelivery: deliveryReader(sources),
    diagnosed: (ms) => diagnosed.add('incident', ms),
  };
  const changes = startChanges({
    ...{ store, clock, log, connection, config: config.remediation, people: config.people, wake: () => wake() },
    unknownPerson: trust.unknownPerson,
    addressOf: addressIn(config.teams.tenantId, trust),
    ...(pipeline && { tell: (number, line, writing) => tellChange(pipeline, number, line, writing) }),
  });
  const auditCopy = createAuditCopy({ config: config.audit, store, clock, log, connection });
  const images: ImageWork = {
    ...{ store, clock, log, connection, config: config.images, wake: () => wake() },
    // Without a channel of its own, where incidents go that no route sends elsewhere.
    channel: config.images.channel ?? pipeline?.config.receivers.get(pipeline.config.route.receiver)?.channel,
    addressOf: addressIn(config.teams.tenantId, trust),
  };
  const posture: PostureWork = {
    ...{ store, clock, log, connection, config: config.posture, wake: () => wake() },
    addressOf: addressIn(config.teams.tenantId, trust),
  };
  const door = createDoor({ sources, inbox, clock, log });
  const policies = gatePolicies(config.gate);
  const verify = openGate(config.gate, doorTrust(trust, config.server), clock);
  const gate = verify === 'nobody' ? undefined : createGateDoor({ verify, policies, connection, store, clock, log });
  const dialogue = createDialogue({
    connection,
    store,
    clock,
    log,
    config: config.people,
    incidents: pipeline,
    changes,
    gate: policies,
    queries: config.queries,
    baseline: config.baseline,
    ownerTags: config.images.ownerLabels,
    posture: config.posture,
    answered: (what, ms) => {
      if (what === 'why') diagnosed.add('question', ms);
    },
    ...(trust.unknownPerson && { unknownPerson: trust.unknownPerson }),
  });
  const server = createServer({
    config: { ...config.teams, ...config.server },
    trust,
    dialogue,
    store,
    door,
    gate,
    measured: async () => diagnosed.text() + (await auditCopy.text()),
    alive: async () => [...(await stored.faults(clock.now())), ...(await auditCopy.faults())],
    clock,
    log,
  });

  const polled = polledSources(config.alerts);
  const worker = startWorker({
    store,
    clock,
    log,
    tasks: {
      ...(pipeline && workOf(pipeline, polled)),
      ...changeWorkOf(changes),
      ...imageTasks(images),
      ...postureTasks(posture),
      ...auditCopy.tasks,
    },
  });
  wake = () => {
    worker.wake();
    server.sender.wake();
  };
  if (pipeline) {
    await renewInhibition(pipeline);
    await wantPolls(pipeline, polled);
  }

  await auditCopy.want();
  if (config.images.enabled) await wantImages(images);
  await startPosture(posture);
  wake();

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
      await Promise.all([server.close(), worker.close()]);
      await store.close();
    },
  };
}
