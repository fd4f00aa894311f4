import { afterEach, beforeEach, expect, it } from 'vitest';
import { incidentsConfig } from '../../../src/incidents/incidents-config.ts';
import { renewInhibition } from '../../../src/incidents/pipeline/renew-inhibition.ts';
import { standingOf } from '../../../src/incidents/pipeline/standing.ts';
import type { Writing } from '../../../src/store/writing.ts';
import { ops, type PipelineUnderTest, startPipeline } from './start-pipeline.ts';

const rule = (source: string) => ({ source_matchers: source, target_matchers: 'pod!=""', equal: ['cluster'] });
const site = { alertname: 'SiteDown', cluster: 'c' };
const node = { alertname: 'NodeDown', cluster: 'c' };
const pod = { alertname: 'PodDown', cluster: 'c', pod: 'p' };

let run: PipelineUnderTest;
beforeEach(async () => {
  run = await startPipeline({ inhibit_rules: [rule('alertname="SiteDown"')], quiet_after: '20m' });
});
afterEach(() => run.close());
/** Whether the alert of the first incident is muted. */
const isMuted = (pipeline = run.pipeline, before: (writing: Writing) => Promise<void> = async () => undefined) =>
  run.store.together(run.clock.now(), async (writing) => {
    await before(writing);
    const [alert] = await standingOf(1, { writing, pipeline, now: run.clock.now() });
    return alert?.mutedBy !== undefined;
  });

it('goes by the rules of today, though its alerts were heard of when others held', async () => {
  await run.take({ identity: 'pod', labels: pod }, { identity: 'node', labels: node });
  const inhibit_rules = [rule('alertname="NodeDown"')];
  const pipeline = { ...run.pipeline, config: incidentsConfig.parse({ channel: ops, inhibit_rules }) };
  expect(await isMuted(pipeline)).toBe(false);

  await renewInhibition(pipeline);
  expect(await isMuted(pipeline)).toBe(true);
  await renewInhibition(run.pipeline);
  expect(await isMuted()).toBe(false);
});

it('ends with what is over by itself, and with what is not heard of for long', async () => {
  await run.take({ identity: 'pod', labels: pod }, { identity: 'site', labels: { ...site, kind: 'event' } });
  expect(await isMuted()).toBe(true);
  await run.passes(5 * 60_000, 300_000);
  expect(await isMuted()).toBe(false);

  await run.take({ identity: 'other', labels: site });
  expect(await isMuted()).toBe(true);
  await run.passes(20 * 60_000, 600_000);
  expect(await isMuted()).toBe(false);
  await run.take({ identity: 'other', labels: site });
  expect(await isMuted()).toBe(true);
});

it('forgets what was read in a transaction that failed', async () => {
  await run.take({ identity: 'pod', labels: pod });
  const alert = { identity: 'site', source: 'alertmanager', severity: 'high', status: 'firing', labels: site } as const;
  const at = run.clock.now();
  const more = { title: '', annotations: {}, startsAt: at, receivedAt: at, heardAt: at, times: 1, inhibits: true };
  const failing = run.store.together(at, async (writing) => {
    await writing.saveAlerts('alertmanager', [{ ...alert, ...more, raw: null }]);
    const [standing] = await standingOf(1, { writing, pipeline: run.pipeline, now: at });
    expect(standing?.mutedBy).toBeDefined();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');

  expect(await isMuted()).toBe(false);
});
