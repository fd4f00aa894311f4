import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type RunningAzure, startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';
import { systemClock } from '../../../src/model/clock.ts';

/** The moment at which the tests of the range stand. */
export const noon = new Date('2026-11-25T12:00:30Z');

/** A fake Azure for the tests of a file, at noon, without faults at each test's beginning. */
export function givenAzure(): { readonly azure: RunningAzure; readonly world: World } {
  let running: RunningAzure;
  const world = createWorld({ now: noon });
  beforeAll(async () => {
    running = await startAzure({ world, clock: { now: () => noon, after: systemClock.after } });
  });
  beforeEach(() => {
    running.faults.clear();
    running.requests.clear();
  });
  afterAll(() => running.close());
  return {
    world,
    get azure() {
      return running;
    },
  };
}

/** Options for an SDK client that is to reach the range, and to give up at once. */
export function clientOptions(azure: RunningAzure) {
  return {
    ...(azure.transport.httpClient && { httpClient: azure.transport.httpClient }),
    retryOptions: { maxRetries: 0 },
  };
}
