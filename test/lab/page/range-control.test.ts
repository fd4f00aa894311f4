import { afterEach, beforeEach, expect, it } from 'vitest';
import { apiMoods } from '../../../src/lab/azure/api-moods.ts';
import type { ApiState } from '../../../src/lab/page/azure-mood.ts';
import { labPeople } from '../../../src/lab/page/people.ts';
import type { Playing } from '../../../src/lab/page/post.ts';
import { type RunningPage, startPage } from '../../../src/lab/page/start-page.ts';
import { Faults } from '../../../src/lab/world/faults.ts';
import { systemClock } from '../../../src/model/clock.ts';

let page: RunningPage;
let faults: Faults;
let healed: string[];

beforeEach(async () => {
  faults = new Faults();
  healed = [];
  page = await startPage({
    bot: () => 'http://127.0.0.1:9/',
    clock: systemClock,
    people: labPeople,
    scenarios: [
      { name: 'oom', title: 'OOM', tell: 'Killed.' },
      { name: 'calm', title: 'Calm', tell: 'Quiet.', well: true },
    ],
    scenario: 'oom',
    onScenario: async () => faults.clear(),
    onHeal: async (name) => void healed.push(name),
    moods: apiMoods(faults),
    gallery: [],
  });
});
afterEach(() => page.close());

const ask = (path: string, body: unknown = {}) =>
  fetch(`${page.url}api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const state = async () =>
  (await (await fetch(`${page.url}api/state`)).json()) as { playing?: Playing; apis: ApiState[] };

it('heals the scenario that was chosen, once, and no scenario in which all is well', async () => {
  expect((await state()).playing).toEqual({ name: 'oom', healed: false });

  expect((await ask('heal')).status).toBe(200);
  expect((await ask('heal')).status).toBe(409);
  expect((await state()).playing).toEqual({ name: 'oom', healed: true });
  await ask('scenarios/calm');
  expect((await ask('heal')).status).toBe(409);

  expect(healed).toEqual(['oom']);
});

it.each([
  ['throttled', { status: 429, retryAfterSeconds: 20 }],
  ['forbidden', { status: 403 }],
  ['failing', { status: 500 }],
  ['unavailable', { status: 503 }],
  ['unreachable', { reset: true }],
  ['hangs', { hang: true }],
] as const)('sets an API to %s and shows it so', async (mood, fault) => {
  expect((await ask('apis', { api: 'defender', latencyMs: 250, mood })).status).toBe(200);

  expect(faults.of('defender')).toEqual({ ...fault, latencyMs: 250 });
  expect((await state()).apis).toContainEqual({ api: 'defender', title: 'Defender for Cloud', latencyMs: 250, mood });
  await ask('apis/clear');
  expect((await state()).apis.every((it) => it.mood === 'ok' && it.latencyMs === 0)).toBe(true);
});

it('shows what a scenario set for a part of an API', async () => {
  faults.set('kubernetes', { status: 503, match: /^prod-neu/ });

  expect((await state()).apis).toContainEqual(
    expect.objectContaining({ api: 'kubernetes', mood: 'unavailable', partly: true }),
  );
});

it.each([
  [404, { api: 'nothing', latencyMs: 0, mood: 'ok' }],
  [400, { api: 'arm', latencyMs: 10_001, mood: 'ok' }],
  [400, { api: 'arm', latencyMs: 0, mood: 'angry' }],
])('refuses with %i what cannot be set', async (status, setting) => {
  expect((await ask('apis', setting)).status).toBe(status);
  expect(faults.of('arm')).toBeUndefined();
});
