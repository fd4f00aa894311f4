import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const namespace = workload('shop', 'Namespace');
const cron = (o: { suspend?: boolean; last?: number } = {}): Facts => ({
  cronJobs: [
    {
      metadata: { name: 'backup', namespace: 'shop' },
      spec: { schedule: '0 2 * * *', jobTemplate: {}, ...(o.suspend && { suspend: true }) },
      status: { ...(o.last !== undefined && { lastScheduleTime: minutesAgo(o.last) }) },
    },
  ],
});

describe('a CronJob', () => {
  it('that is suspended is the cause for whoever asks about it, a guess otherwise', () => {
    const evidence = clusterOf(cron({ suspend: true, last: 540 })) as never;

    expect(rules.cronJobSuspended.judge(evidence, workload('backup', 'CronJob'), now)).toMatchObject([
      {
        confidence: 0.95,
        sentence:
          'CronJob backup is suspended: it last started 9 h ago, and starts no Job until suspend is false again.',
      },
    ]);
    expect(rules.cronJobSuspended.judge(evidence, namespace, now)).toMatchObject([{ confidence: 0.3 }]);
    expect(rules.cronJobSuspended.judge(clusterOf(cron()) as never, namespace, now)).toEqual([]);
  });

  it('that missed too many starts is told, unless it has started since', () => {
    const missed = eventOf(
      'CronJob/backup',
      'TooManyMissedTimes',
      'too many missed start times: 101. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      5,
    );
    const judge = (...parts: Facts[]) => rules.cronJobNotStarting.judge(clusterOf(...parts) as never, namespace, now);

    expect(judge(cron({ last: 9000 }), missed)).toMatchObject([{ confidence: 0.9 }]);
    expect(judge(cron({ last: 1 }), missed)).toEqual([]);
    expect(judge(cron({ suspend: true }), missed)).toEqual([]);
  });
});

describe('runs of a CronJob', () => {
  const run = (name: string, minutes: number, failed: boolean) => ({
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: minutesAgo(minutes),
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'backup', uid: 'u', controller: true }],
    },
    spec: { template: { spec: { containers: [{ name: 'main', args: ['pg_dump orders'] }] } } },
    status: failed
      ? {
          conditions: [
            {
              type: 'Failed',
              status: 'True',
              reason: 'BackoffLimitExceeded',
              message: 'Job has reached the specified backoff limit',
            },
          ],
        }
      : { succeeded: 1 },
  });
  const judge = (...jobs: object[]) =>
    rules.jobFailed.judge(clusterOf({ jobs: jobs as never }) as never, namespace, now);

  it('count by the last one, and stand for the CronJob; without a log what it runs is shown', () => {
    const [finding, ...more] = judge(run('backup-1', 600, true), run('backup-2', 60, true));

    expect(more).toEqual([]);
    expect(finding?.about).toEqual({ kind: 'CronJob', namespace: 'shop', name: 'backup' });
    expect(finding?.sentence).toContain('backup-2');
    expect(finding?.quotes.at(-1)?.text).toBe('pg_dump orders');
  });

  it('are no trouble any more once one has succeeded', () => {
    expect(judge(run('backup-1', 600, true), run('backup-2', 60, false))).toEqual([]);
  });
});

describe('evicted pods', () => {
  const evicted = (minutes: number): Facts => {
    const facts = app('cart', { ready: false });
    for (const pod of facts.pods ?? [])
      pod.status = {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi.',
        conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: minutesAgo(minutes) }],
      };
    return facts;
  };
  const judge = (facts: Facts) => rules.podsEvicted.judge(clusterOf(facts) as never, namespace, now);

  it('are trouble when it was just now, and leftovers an hour later', () => {
    expect(judge(evicted(5))[0]?.sentence).toBe('1 pod of cart was evicted because the node was short of memory.');
    expect(judge(evicted(5))[0]?.confidence).toBe(0.6);
    expect(judge(evicted(90))[0]?.confidence).toBeLessThan(0.2);
    expect(judge(app('cart'))).toEqual([]);
  });
});

it('says what was, when all is well again', () => {
  const over = app('cart', {
    restarts: 3,
    last: { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: minutesAgo(150) } },
  });
  const finding = rules.nothingWrongHere.judge(
    clusterOf(nodeOf('node-1'), over) as never,
    { ...namespace, report: '{"state":"resolved"}' },
    now,
  );

  expect(finding).toMatchObject({ confidence: 0.6 });
  expect([finding ?? []].flat()[0]?.sentence).toContain(
    'The last one to fail was cart in cart-1a2b3c-0 (OOMKilled), 3 h ago.',
  );
});

it('a Job that failed days ago is told first only to who asks about it', () => {
  const failed: Facts = {
    jobs: [
      {
        metadata: { name: 'import', namespace: 'shop' },
        status: {
          conditions: [
            { type: 'Failed', status: 'True', reason: 'DeadlineExceeded', lastTransitionTime: minutesAgo(3 * 1_440) },
          ],
        },
      },
    ],
  };
  const judge = (subject: Parameters<typeof rules.jobFailed.judge>[1]) =>
    rules.jobFailed.judge(clusterOf(failed) as never, subject, now);

  expect(judge(namespace)).toMatchObject([{ confidence: 0.35 }]);
  expect(judge(workload('import', 'Job'))).toMatchObject([
    { confidence: 0.9, sentence: expect.stringContaining('Job import has failed 3 days ago') },
  ]);
});
