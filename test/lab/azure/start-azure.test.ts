import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { startAzure } from '../../../src/lab/azure/start-azure.ts';
import { createWorld } from '../../../src/lab/world/world.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { noon } from './given-azure.ts';

it('starts warm, listens on loopback alone, and closes with requests still waiting', async () => {
  const azure = await startAzure({ world: createWorld({ now: noon }), clock: systemClock, warm: true });
  azure.faults.set('arm', { hang: true });
  const waiting = fetch(`${azure.url}/subscriptions`).catch((error: unknown) => error);
  while (azure.requests.all().length === 0) await new Promise(setImmediate);

  await azure.close();

  expect(new URL(azure.url).hostname).toBe('127.0.0.1');
  expect(await waiting).toBeInstanceOf(Error);
});

it('leads nowhere but to itself', async () => {
  const azure = await startAzure({ world: createWorld({ now: noon }), clock: systemClock });

  const foreign = azure.transport.httpClient?.sendRequest(
    createPipelineRequest({ url: 'https://login.microsoftonline.com/' }),
  );

  await expect(foreign).rejects.toThrow('The lab has no https://login.microsoftonline.com');
  await azure.close();
});
