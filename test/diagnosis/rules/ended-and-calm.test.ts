import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, logOf, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const namespace = workload('shop', 'Namespace');

describe('a Job that gave up', () => {
  const job: Facts = { jobs: [{ metadata: { name: 'report', namespace: 'shop' }, spec: { template: {} } }] };
  const over = eventOf('Job/report', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const judge = (...parts: Facts[]) => rules.jobFailed.judge(clusterOf(...parts) as never, namespace, now);

  it('is told with the last error of its log', () => {
    const [finding] = judge(
      job,
      over,
      logOf('report-x1y2z', ['start', 'ERROR cannot reach db:5432', 'bye'], { container: 'main' }),
    );

    expect(finding?.sentence).toContain('BackoffLimitExceeded');
    expect(finding?.quotes.map(({ text }) => text)).toEqual([
      'Job has reached the specified backoff limit',
      'ERROR cannot reach db:5432',
    ]);
  });

  it('is no finding while it runs or once it succeeded', () => {
    expect(judge(job)).toEqual([]);
    expect(
      judge({ jobs: [{ metadata: { name: 'report', namespace: 'shop' }, status: { succeeded: 1 } }] }, over),
    ).toEqual([]);
  });
});

describe('a namespace in which all is well', () => {
  const judge = (...parts: Facts[]) =>
    rules.nothingWrongHere.judge(clusterOf({ nodes: [] }, nodeOf('node-1'), ...parts) as never, namespace, now);

  it('is said to be, with the count and without much confidence', () => {
    const finding = judge(app('cart', { replicas: 3 }), app('web'));

    expect(finding?.sentence).toContain('all 4 pods of 2 workloads in shop are ready');
    expect(finding?.confidence).toBeLessThan(0.35);
  });

  it('is not, when a pod is missing, has just failed, or a node is not ready', () => {
    const failed = { terminated: { exitCode: 1, finishedAt: minutesAgo(5) } };

    expect(judge(app('cart', { ready: false }))).toBeUndefined();
    expect(judge(app('cart', { last: failed, restarts: 1 }))).toBeUndefined();
    expect(judge(app('cart'), nodeOf('node-2', { ready: 'Unknown' }))).toBeUndefined();
  });
});

it('knows an alert that always fires, and no other', () => {
  const judge = (report: string) => rules.nothingWrongHeartbeat.judge({}, { ...namespace, report }, now);

  expect(judge('Watchdog')?.code).toBe('nothing-wrong-heartbeat');
  expect(judge('KubePodCrashLooping')).toBeUndefined();
});
