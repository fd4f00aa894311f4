import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pipeline } from '../../../src/incidents/pipeline/pipeline.ts';
import { deliveryReader } from '../../../src/incidents/pipeline/read-delivery.ts';
import { sortAlerts } from '../../../src/incidents/pipeline/sort-alerts.ts';
import { type PipelineUnderTest, startPipeline } from './start-pipeline.ts';

describe('sorting', () => {
  let run: PipelineUnderTest;
  beforeEach(async () => {
    run = await startPipeline();
  });
  afterEach(() => run.close());
  /** As it is after a start: nothing was read before. */
  const started = (): Pipeline => ({ ...run.pipeline, wake: () => {}, readDelivery: deliveryReader(new Map()) });
  const put = (...bodies: string[]) =>
    run.store.together(run.clock.now(), (it) =>
      it.putDelivery(
        ...bodies.map((body) => ({
          ...{ source: 'alertmanager', at: run.clock.now(), body: Buffer.from(body) },
          count: body.split('"labels"').length - 1,
        })),
      ),
    );
  const waiting = () => run.store.together(run.clock.now(), (it) => it.oldestDeliveries(10));
  const known = (...names: string[]) =>
    run.store.together(run.clock.now(), async (it) => [...(await it.knownAlerts('alertmanager', names)).values()]);
  const alert = (fingerprint: string, more: object = {}) => ({ fingerprint, labels: { alertname: 'Down' }, ...more });
  const body = (...alerts: object[]) => JSON.stringify({ status: 'firing', alerts });

  it('takes a large delivery in slices, goes on where it stopped, and comes to the next afterwards', async () => {
    const many = Array.from({ length: 1_201 }, (_, n) => alert(`f${n}`, { unheardOf: n }));
    await put(body(...many), body(alert('f7', { status: 'resolved', endsAt: run.clock.now() })));
    const came: [number, number][] = [];
    for (let pipeline = started(), n = 0; n < 3; n++) {
      await sortAlerts(pipeline);
      const [first] = await waiting();
      came.push([first?.sorted ?? -1, (await known(...many.map((it) => it.fingerprint))).length]);
      if (n === 1) pipeline = started();
    }

    expect(came).toEqual([
      [500, 500],
      [1_000, 1_000],
      [-1, 1_201],
    ]);
    const [seventh] = await known('f7');
    const [last] = await known('f1200');
    expect([seventh?.status, seventh?.times]).toEqual(['resolved', 2]);
    expect(last).toMatchObject({ status: 'firing', times: 1, raw: { unheardOf: 1_200 } });
  });

  it('does not take a delivery for one that had its number before', async () => {
    const pipeline = started();
    await put(body(...Array.from({ length: 501 }, (_, n) => alert(`f${n}`))));
    await sortAlerts(pipeline);
    const [{ id } = { id: 0 }] = await waiting();
    await run.store.together(run.clock.now(), (it) => it.dropDeliveries([id]));
    await put(body(alert('other')));
    expect((await waiting())[0]?.id).toBe(id);
    await sortAlerts(pipeline);

    expect(await known('other', 'f500')).toMatchObject([{ identity: 'other' }]);
  });

  it('puts aside what cannot be sorted and nothing else', async () => {
    const broken = { identity: 'x', source: 'alertmanager', labels: undefined as never, raw: {} };
    const sound = { ...broken, identity: 'a', status: 'firing', severity: 'high', title: 'A', labels: {} } as const;
    const alerts = [broken, sound].map((it) => ({ ...sound, ...it, annotations: {}, startsAt: run.clock.now() }));
    await put('{"alerts":', body(alert('b')));
    await run.store.together(run.clock.now(), (it) =>
      it.putDelivery({ source: 'alertmanager', at: run.clock.now(), alerts }),
    );
    await expect(sortAlerts(started())).rejects.toThrow('not JSON');
    await sortAlerts(started(), 6);

    expect((await known('a', 'b', 'x')).map(({ identity }) => identity)).toEqual(['a', 'b']);
    expect(await waiting()).toEqual([]);
  });
});
