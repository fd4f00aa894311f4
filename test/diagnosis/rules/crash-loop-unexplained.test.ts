import { expect, it } from 'vitest';
import { crashLoopUnexplained } from '../../../src/diagnosis/rules/index.ts';
import { type app as App, app, clusterOf, logOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const crash: Parameters<typeof App>[1] = {
  ready: false,
  restarts: 5,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  last: { terminated: { exitCode: 1, reason: 'Error', finishedAt: minutesAgo(1) } },
};
const judge = (...parts: Parameters<typeof clusterOf>) =>
  crashLoopUnexplained.judge(clusterOf(...parts) as never, workload('web'), now);

it('says with which code and which last words a container ends, and that this explains little', () => {
  const lines = [
    'starting',
    'Traceback (most recent call last):',
    '  File "a.py", line 1',
    'ValueError: cannot parse plan',
  ];
  const [finding] = judge(app('web', crash), logOf('web-1a2b3c-0', lines, { previous: true }));

  expect(finding?.sentence).toBe(
    'Container web of web ends with exit code 1 (the program gave up with an error of its own) again and again, 5 restarts so far; its last words are below.',
  );
  expect(finding?.confidence).toBeLessThan(0.5);
});

it('says what is missing when there is no log, and how to get it', () => {
  const [finding] = judge(app('web', crash));

  expect(finding?.sentence).toContain('its log could not be read');
  expect(finding?.suggestions[0]?.text).toContain('kubectl logs web-1a2b3c-0 -n shop -c web --previous');
});

it('is silent about a pod that is ready, whatever it went through', () => {
  expect(judge(app('web', { ...crash, ready: true, state: { running: { startedAt: minutesAgo(30) } } }))).toEqual([]);
});

it.each([
  [{ exitCode: 139, reason: 'Error' }, 'segmentation fault', 'Suspect native code'],
  [{ exitCode: 137, reason: 'Error' }, 'killed by SIGKILL, and not for its memory', 'Look for a liveness probe'],
  [{ exitCode: 137, reason: 'OOMKilled' }, 'killed for its memory', undefined],
  [{ exitCode: 134, reason: 'Error' }, 'SIGABRT', 'assertion'],
  [{ exitCode: 143, reason: 'Error' }, 'SIGTERM', 'who stops it'],
  [{ exitCode: 2, reason: 'Error' }, 'arguments that it does not know', 'Compare command and args'],
  [{ exitCode: 0, reason: 'Completed' }, 'it finished', 'make it a Job'],
  [{ exitCode: 136, reason: 'Error' }, 'ended by signal 8', undefined],
  [{ exitCode: 42, reason: 'Error' }, "the program's own code", undefined],
])('says what an ending means: %o', (ending, meaning, look) => {
  const [finding] = judge(app('web', { ...crash, last: { terminated: { ...ending, finishedAt: minutesAgo(1) } } }));

  expect(finding?.sentence).toContain(meaning);
  expect(finding?.suggestions[1]?.text ?? '').toContain(look ?? '');
  expect(finding?.suggestions).toHaveLength(look ? 2 : 1);
});

it('says nothing of restarts where nobody counted them', () => {
  const looping = app('web', { ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } });
  for (const pod of looping.pods ?? [])
    for (const status of pod.status?.containerStatuses ?? []) Reflect.deleteProperty(status, 'restartCount');

  const [finding] = crashLoopUnexplained.judge(clusterOf(looping) as never, workload('web'), now);

  expect(finding?.sentence).toMatch(/ends again and again; its log could not be read/);
});
