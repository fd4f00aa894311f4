import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, logOf, nodeOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const shelf = [
  rules.imageWrongPlatform,
  rules.commandNotFound,
  rules.sharedLibraryMissing,
  rules.rootFilesystemReadOnly,
  rules.mountPermissionDenied,
  rules.tooManyOpenFiles,
  rules.ephemeralStorageExceeded,
  rules.podsEvicted,
  rules.postStartHookFails,
  rules.initContainerWaits,
];
const found = (parts: Facts[]) =>
  judge(
    shelf as never,
    clusterOf({ events: [], nodes: [], containerLogs: [], namespaces: [], disruptionBudgets: [] }, ...parts),
    workload('shop', 'Namespace'),
    now,
  );

const pod = 'cart-1a2b3c-0';
const said = (reason: string, message: string, minutes = 2) => eventOf(`Pod/${pod}`, reason, message, minutes);
const log = (...lines: string[]) => logOf(pod, lines);
const crash = (exitCode: number, message?: string): Parameters<typeof app>[1] => ({
  ready: false,
  restarts: 5,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  last: { terminated: { exitCode, reason: message ? 'StartError' : 'Error', ...(message && { message }) } },
});
const arm = nodeOf('node-1', { labels: { 'kubernetes.io/arch': 'arm64' } });
const unpulled = app('cart', { ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } });
const pulling = said(
  'Failed',
  'Failed to pull image "contoso.azurecr.io/cart:1.0": no match for platform in manifest: not found',
);
const safe = { securityContext: { readOnlyRootFilesystem: true } };
const erofs = log("Error: EROFS: read-only file system, open '/app/cache/index'");
const evicted = (message: string, minutes = 5): Facts => ({
  pods: (app('cart').pods ?? []).map((it) => ({
    ...it,
    status: {
      phase: 'Failed',
      reason: 'Evicted',
      message,
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: minutesAgo(minutes) }],
    },
  })),
});
const wrote = 'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ';
const waiting = (minutes: number): Facts => {
  const initContainers = [{ name: 'wait', command: ['sh', '-c', 'until nc -z ledger 5432; do sleep 1; done'] }];
  const facts = app('cart', {
    ready: false,
    phase: 'Pending',
    state: { waiting: { reason: 'PodInitializing' } },
    spec: { initContainers },
  });
  const running = { startedAt: minutesAgo(minutes) };
  for (const { status } of facts.pods ?? [])
    if (status)
      status.initContainerStatuses = [
        { name: 'wait', image: '', imageID: '', ready: false, restartCount: 0, state: { running } },
      ];
  return facts;
};
const ledger: Facts = {
  services: [{ metadata: { name: 'ledger', namespace: 'shop' }, spec: { selector: { app: 'ledger' }, ports: [] } }],
  endpoints: [{ metadata: { name: 'ledger', namespace: 'shop' } }],
};
const told: [code: string, words: string, confidence: number, parts: Facts[]][] = [
  [
    'image-wrong-platform',
    'exists, but not for linux/arm64, which is what node node-1 is',
    0.95,
    [unpulled, pulling, arm],
  ],
  [
    'image-wrong-platform',
    'is not made for linux/arm64',
    0.96,
    [app('cart', crash(255)), log('exec /app/cart: exec format error'), arm],
  ],
  [
    'image-wrong-platform',
    'is not made for the processor of its node',
    0.96,
    [app('cart', crash(128, 'exec /app/cart: exec format error'))],
  ],
  [
    'command-not-found',
    'is there, but may not be executed',
    0.95,
    [app('cart', crash(126, 'exec: "/app/run.sh": permission denied'))],
  ],
  [
    'shared-library-missing',
    'its image lacks the library libpq.so.5',
    0.95,
    [
      app('cart', crash(127)),
      log('cart: error while loading shared libraries: libpq.so.5: cannot open shared object file'),
    ],
  ],
  [
    'shared-library-missing',
    'newer C library (GLIBC_2.34)',
    0.95,
    [app('cart', crash(1)), log("/lib/libc.so.6: version `GLIBC_2.34' not found (required by cart)")],
  ],
  [
    'root-filesystem-read-only',
    'writes to /app/cache/index, which its securityContext makes read-only',
    0.94,
    [app('cart', { ...crash(1), container: safe }), erofs],
  ],
  [
    'too-many-open-files',
    'has as many files and sockets open as it may',
    0.85,
    [app('cart', { ready: false }), log('accept: too many open files')],
  ],
  [
    'too-many-open-files',
    'may watch no more files',
    0.85,
    [app('cart', { ready: false }), log('failed to create fsnotify watcher: too many open files')],
  ],
  ['too-many-open-files', 'has as many', 0.25, [app('cart'), log('accept: too many open files')]],
  [
    'ephemeral-storage-exceeded',
    'its containers wrote more than their ephemeral-storage limit of 1Gi',
    0.93,
    [evicted(wrote)],
  ],
  [
    'ephemeral-storage-exceeded',
    'container cart wrote more than its ephemeral-storage limit of 2Gi',
    0.93,
    [evicted('Container cart exceeded its local ephemeral storage limit "2Gi". ')],
  ],
  [
    'ephemeral-storage-exceeded',
    'its emptyDir tmp has outgrown its limit of 64Mi',
    0.93,
    [evicted('Usage of EmptyDir volume "tmp" exceeds the limit "64Mi". ')],
  ],
  [
    'post-start-hook-fails',
    'the postStart hook of container cart fails',
    0.94,
    [
      app('cart', { ready: false, container: { lifecycle: { postStart: { exec: { command: ['false'] } } } } }),
      said('FailedPostStartHook', 'PostStartHook failed'),
    ],
  ],
  [
    'init-container-waits',
    'init container wait has been running for 20 min and waits for Service ledger, which has no ready pod',
    0.65,
    [waiting(20), ledger],
  ],
];

const well: [name: string, parts: Facts[]][] = [
  [
    'a container that runs again',
    [app('cart', { last: { terminated: { exitCode: 255 } } }), log('exec /app/cart: exec format error')],
  ],
  [
    'a library that was missing in an earlier life',
    [
      app('cart', { restarts: 1 }),
      logOf(pod, ['error while loading shared libraries: libpq.so.5: cannot'], { previous: true }),
    ],
  ],
  ['a root file system that may be written', [app('cart', crash(1)), erofs]],
  ['open files of an hour ago', [app('cart'), log(`${minutesAgo(60).toISOString()} accept: too many open files`)]],
  ['a hook that failed once', [app('cart'), said('FailedPostStartHook', 'PostStartHook failed')]],
  ['an init container that has only begun', [waiting(2)]],
];

describe('a container', () => {
  it.each(told)('%s: %s (%d)', (code, words, confidence, parts) => {
    const [first] = found(parts);

    expect(first?.code).toBe(code);
    expect(first?.sentence).toContain(words);
    expect(first?.confidence).toBe(confidence);
    expect(first?.suggestions).not.toEqual([]);
  });

  it.each(well)('says nothing of %s', (_name, parts) => {
    expect(found(parts)).toEqual([]);
  });

  it('that outgrew its disk an hour ago is only listed', () => {
    expect(found([evicted(wrote, 90)]).map(({ code }) => code)).toEqual(['pods-evicted']);
  });
});
