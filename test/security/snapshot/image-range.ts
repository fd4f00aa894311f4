import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { type RunningAzure, startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';
import type { ImageWork } from '../../../src/security/snapshot/image-work.ts';
import { imagesConfig } from '../../../src/security/snapshot/images-config.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { textOf } from '../../commands/start-dialogue.ts';

const start = new Date('2026-11-25T12:00:00Z');
const to = { tenantId: 't1', conversationId: '19:security@thread.tacv2', serviceUrl: 'https://teams' };

/** The range's Azure with a store, and the work on images done by hand; each test begins with an empty store. */
export interface ImageRange {
  world: World;
  azure: RunningAzure;
  store: Store;
  work: ImageWork;
  /** The cards that were put out and not taken yet, by their subjects, as text. */
  cards(): Promise<Map<string, string>>;
  later(minutes: number): void;
}

/** One range for a file; `settings` of the images. */
export function useImageRange(settings: object = {}): () => ImageRange {
  let range: ImageRange | undefined;
  let at = start.getTime();
  const clock = { now: () => new Date(at), after: () => () => undefined };
  const log = pino({ level: 'silent' });
  let azure: RunningAzure | undefined;
  let world: World | undefined;
  beforeAll(async () => {
    world = createWorld({ now: start });
    azure = await startAzure({ world, clock, warm: true });
  });
  beforeEach(async () => {
    if (!azure || !world) throw new Error('the range has not started');
    azure.faults.clear();
    const store = await openStore({ path: ':memory:' });
    const { credential, transport } = azure;
    const connection = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) });
    range = {
      ...{ world, azure, store },
      work: {
        ...{ store, clock, log, connection, config: imagesConfig.parse(settings), channel: to.conversationId },
        addressOf: async (channel) => ({ ...to, conversationId: channel }),
        wake: () => undefined,
      },
      later: (minutes) => {
        at += minutes * 60_000;
      },
      async cards() {
        const found = new Map<string, string>();
        const taken = await store.outbox.claim({ now: clock.now(), until: clock.now(), lease: 'test' });
        if (!taken) return found;
        for (;;) {
          const message = await store.outbox.next(taken, clock.now());
          if (!message || 'wait' in message) break;
          found.set(message.subject, textOf(message.card.json));
          const ref = { ...taken, activityId: message.subject };
          await store.outbox.sent(taken, message, ref, clock.now());
        }
        await store.outbox.release(taken, { lease: 'test', nextAt: clock.now() });
        return found;
      },
    };
  });
  afterAll(() => azure?.close());
  return () => {
    if (!range) throw new Error('the range has not started');
    return range;
  };
}
