import type { V1Container, V1ContainerState } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { growthOf } from '../../../src/diagnosis/oom/growth.ts';
import {
  oomAtStart,
  oomHeapOverLimit,
  oomInitContainer,
  oomKilled,
  oomNoLimit,
} from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

type Parts = Parameters<typeof clusterOf>;
const judge = (rule: { judge(e: never, s: never, n: Date): unknown }, ...parts: Parts) =>
  rule.judge(clusterOf(...parts) as never, workload('shop', 'Namespace') as never, now) as {
    sentence: string;
    confidence: number;
    suggestions: { text: string }[];
  }[];

const killed = (livedSeconds: number, minutes = 4): V1ContainerState => ({
  terminated: {
    reason: 'OOMKilled',
    exitCode: 137,
    startedAt: new Date(minutesAgo(minutes).getTime() - livedSeconds * 1000),
    finishedAt: minutesAgo(minutes),
  },
});
const cart = (container: Partial<V1Container>, livedSeconds = 1800, o: { ready?: boolean; minutes?: number } = {}) =>
  app('cart', { ready: o.ready ?? false, restarts: 5, last: killed(livedSeconds, o.minutes), container });
const limited = (memory: string) => ({ resources: { limits: { memory } } });

it('tells a kill right after each start from one under load', () => {
  expect(judge(oomAtStart, cart(limited('64Mi'), 4))[0]?.sentence).toBe(
    'Container cart of cart is OOM-killed 4 s after its start, 5 restarts: its limit of 64 MiB is less than it needs to begin.',
  );
  expect(judge(oomKilled, cart(limited('64Mi'), 4))).toEqual([]);

  expect(judge(oomAtStart, cart(limited('64Mi'), 1800))).toEqual([]);
  expect(judge(oomKilled, cart(limited('64Mi'), 1800))[0]?.sentence).toContain('needs more than its limit of 64Mi');
});

it('is history when the kill was long ago', () => {
  const long = cart(limited('64Mi'), 1800, { ready: true, minutes: 120 });

  for (const rule of [oomAtStart, oomKilled, oomNoLimit, oomHeapOverLimit]) expect(judge(rule, long)).toEqual([]);
});

it('blames the absence of a limit only where resources are shown', () => {
  expect(judge(oomNoLimit, cart({ resources: {} }))[0]?.sentence).toContain('has no memory limit');
  expect(judge(oomNoLimit, cart({}))).toEqual([]);
  expect(judge(oomKilled, cart({}))).toHaveLength(1);
});

it.each([
  [
    { args: ['-jar', 'a.jar', '-Xmx1g'] },
    '512Mi',
    'The JVM heap of container cart in cart may grow to 1024 MiB (-Xmx1g)',
  ],
  [{ env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-XX:MaxRAMPercentage=95.0' }] }, '1Gi', 'may grow to 973 MiB'],
  [{ env: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=4096' }] }, '2Gi', 'The Node.js heap'],
])('compares a heap with the limit: %o under %s', (container, memory, says) => {
  expect(judge(oomHeapOverLimit, cart({ ...container, ...limited(memory) }))[0]?.sentence).toContain(says);
});

it.each([
  [{ args: ['-Xmx384m'] }, '512Mi'],
  [{ args: ['-Xmx1g'] }, '2Gi'],
  [{ args: ['--max-old-space-size=512'] }, '1Gi'],
])('finds no fault with a heap that leaves room: %o under %s', (container, memory) => {
  expect(judge(oomHeapOverLimit, cart({ ...container, ...limited(memory) }))).toEqual([]);
});

it('blames an init container itself, not those after it', () => {
  const facts = app('cart', { ready: false, container: limited('1Gi') });
  for (const pod of facts.pods ?? []) {
    Object.assign(pod.spec ?? {}, { initContainers: [{ name: 'migrate', image: 'm', ...limited('32Mi') }] });
    Object.assign(pod.status ?? {}, {
      initContainerStatuses: [
        { name: 'migrate', image: 'm', imageID: '', ready: false, restartCount: 7, state: {}, lastState: killed(3) },
      ],
    });
  }

  expect(judge(oomInitContainer, facts)[0]?.sentence).toBe(
    'Init container migrate of cart is OOM-killed (its limit is 32 MiB, 7 restarts): the containers after it never start.',
  );
  expect(judge(oomKilled, facts)).toEqual([]);
});

const samples = (use: (minute: number) => number) => ({
  pod: 'a',
  container: 'api',
  node: 'node-1',
  peakMiB: 0,
  points: Array.from({ length: 36 }, (_, index) => ({ at: minutesAgo(180 - 5 * index), usedMiB: use(5 * index) })),
});
const kill = (minutes: number) => ({ pod: 'a', container: 'api', at: minutesAgo(minutes), quote: {} as never });

it('tells a leak by its straight line, again after each kill', () => {
  const growth = growthOf([samples((minute) => 200 + (minute % 90) * 3.3)], [kill(91), kill(1)], 512);

  expect(growth).toMatchObject({ kind: 'leak', climbs: 2 });
  expect(growth?.kind === 'leak' && Math.round(growth.slope)).toBe(198);
});

it('tells a spike by the calm before it, and neither from noise near the limit', () => {
  expect(growthOf([samples((minute) => 200 + (minute % 20))], [kill(91), kill(1)], 512)).toMatchObject({
    kind: 'spike',
  });
  expect(growthOf([samples((minute) => 440 + ((minute * 7) % 60))], [kill(91), kill(1)], 512)).toBeUndefined();
  expect(growthOf([samples((minute) => 200 + (minute % 20))], [], 512)).toBeUndefined();
});

it('advises no higher limit for a heap that is a share of the limit', () => {
  const text = (container: object) =>
    judge(oomHeapOverLimit, cart({ ...container, ...limited('1Gi') }))[0]?.suggestions[0]?.text;

  expect(text({ args: ['-XX:MaxRAMPercentage=95'] })).toContain('Set -XX:MaxRAMPercentage to 75 at most (768 MiB');
  expect(text({ args: ['-Xmx1g'] })).toContain('or raise the limit to 1408 MiB');
});
