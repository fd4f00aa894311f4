import { afterAll, beforeAll, expect, it } from 'vitest';
import { incidentsConfig } from '../../src/incidents/incidents-config.ts';
import type { Pipeline } from '../../src/incidents/pipeline/pipeline.ts';
import { sortSource } from '../../src/incidents/pipeline/sort-deliveries.ts';
import type { Alert } from '../../src/model/alert.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { attackAlert } from '../incidents/attack-alerts.ts';
import { onEveryEngine } from './engines.ts';

const config = incidentsConfig.parse({ channel: '19:ops@thread.tacv2' });
const now = new Date('2026-11-25T03:04:00Z');
const later = new Date('2026-11-25T03:09:00Z');

onEveryEngine((fresh) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(await fresh());
  });
  afterAll(() => store.close());
  const take = (at: Date, source: string, ...alerts: Alert[]) =>
    store.together(at, (writing) => sortSource(source, [{ source, at, alerts }], writing, { config } as Pipeline, at));

  it("gives Defender's alerts that are not over, newest first, each with its attack's incident", async () => {
    const loose = attackAlert({ namespace: 'a_b%', serviceAccount: 'x' }, now);
    const whole = attackAlert({ namespace: 'a_b%', pod: 'cart-7c9d5b6f4-x2k8q' }, later);
    const elsewhere = attackAlert({ namespace: 'axbc', pod: 'cart-7c9d5b6f4-x2k8q' }, later);
    const over: Alert = { ...attackAlert({ namespace: 'a_b%' }, now), status: 'resolved', endsAt: now };
    await take(now, 'alertmanager', { ...whole, source: 'alertmanager', identity: 'other' });
    await take(now, 'defender', loose, over);
    await take(later, 'defender', elsewhere, whole);

    const found = await store.incidents.securityAlerts({ limit: 10 });

    const of = ({ identity }: Alert) => found.find((it) => it.identity === identity)?.incident;
    expect(found).toHaveLength(3);
    expect(found.at(-1)?.identity).toBe(loose.identity);
    expect(of(whole)).toBe(of(loose));
    expect(of(elsewhere)).not.toBe(of(whole));
    expect((await store.incidents.incident(of(whole) ?? 0))?.labels).toMatchObject({
      attack: 'Attack',
      workload: 'cart',
    });
    expect(await store.incidents.securityAlerts({ limit: 1 })).toHaveLength(1);
  });

  it('gives one by its identity, as it was heard of last in whichever way, with what arrived', async () => {
    const polled = attackAlert({ namespace: 'shop', pod: 'cart-0' }, now);
    await take(now, 'defender', polled);
    await take(later, 'defender-export', { ...polled, source: 'defender-export', title: 'Told again' });

    const found = await store.incidents.securityAlert(polled.identity);

    expect(found).toMatchObject({ title: 'Told again', raw: polled.raw, incident: expect.any(Number) });
    expect(await store.incidents.securityAlert('nothing')).toBeUndefined();
  });
});
