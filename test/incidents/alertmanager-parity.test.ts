import { describe, expect, it } from 'vitest';
import { buildRoute } from '../../src/incidents/build-route.ts';
import { seeded } from '../delivery/seeded.ts';
import { compareStatic } from '../soak/alertmanager/compare-static.ts';
import { drawing } from '../soak/alertmanager/random-settings.ts';
import { noAlertmanager } from '../soak/alertmanager/start-alertmanager.ts';

const reason = noAlertmanager();

describe.skipIf(reason !== undefined)(`beside Debian's Alertmanager${reason ? ` (skipped: ${reason})` : ''}`, () => {
  it('matchers, silences, inhibitions, routes and groups answer the same', async () => {
    const { compared, different } = await compareStatic(drawing(seeded(5)), 30);

    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});

it('an empty group_by below the root is none, and at the root puts all together', () => {
  const root = buildRoute({ group_by: ['a'], routes: [{ group_by: [] }] }, 'ops');

  expect([root.routes[0]?.groupBy, buildRoute({ group_by: [] }, 'ops').groupBy]).toEqual([['a'], []]);
});
