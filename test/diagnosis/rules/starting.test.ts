import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, logOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const startRules = [
  rules.secretMissing,
  rules.configMapMissing,
  rules.commandNotFound,
  rules.oomSandbox,
  rules.mountPermissionDenied,
];
const found = (...parts: Facts[]) =>
  startRules.flatMap((rule) => rule.judge(clusterOf({ containerLogs: [] }, ...parts) as never, workload('shop'), now));
const unready = (more: Parameters<typeof app>[1] = {}) =>
  app('cart', { ready: false, state: { waiting: { reason: 'CreateContainerConfigError' } }, ...more });
const said = (message: string) => eventOf('Pod/cart-1a2b3c-0', 'Failed', message);

describe('a container that does not start', () => {
  it.each([
    ['secret-missing', 'Error: secret "db-login" not found', 'Secret db-login'],
    ['secret-missing', "Error: couldn't find key password in Secret shop/db-login", 'key password of Secret db-login'],
    ['secret-missing', 'MountVolume.SetUp failed for volume "certs" : secret "tls" not found', 'Secret tls'],
    ['config-map-missing', 'Error: configmap "settings" not found', 'ConfigMap settings'],
    [
      'oom-sandbox',
      'Failed to create pod sandbox: unable to start container process: container init was OOM-killed (memory limit too low?)',
      'before it starts',
    ],
  ])('is told as %s', (code, message, words) => {
    const [finding, ...more] = found(unready(), said(message));

    expect(finding).toMatchObject({ code, quotes: [{ text: message }] });
    expect(finding?.sentence).toContain(words);
    expect(more).toEqual([]);
  });

  it('waits no more for what its containers have run with since', () => {
    const crashing = unready({ restarts: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } });

    expect(found(crashing, said('Error: secret "db-login" not found'))).toEqual([]);
  });

  it.each([
    ['/data', "open '/data/state.db': permission denied", ['mount-permission-denied']],
    ['/data', "open '/database/state.db': permission denied", []],
  ])('may not use %s when it says %s', (mountPath, line, codes) => {
    const mounting = unready({ container: { volumeMounts: [{ name: 'v', mountPath }] } });
    const log = logOf('cart-1a2b3c-0', [line, 'bind: permission denied']);

    expect(found(mounting, log).map(({ code }) => code)).toEqual(codes);
  });

  it('lacks its command', () => {
    const message = 'exec: "/app/srv": stat /app/srv: no such file or directory';
    const ended = { reason: 'StartError', exitCode: 128, message };

    const [finding] = found(
      unready({ state: { waiting: { reason: 'CrashLoopBackOff' } }, last: { terminated: ended } }),
    );

    expect(finding).toMatchObject({ code: 'command-not-found', quotes: [{ text: message }] });
  });

  it('may not write where its volume is mounted', () => {
    const parts = unready({ restarts: 3, container: { volumeMounts: [{ name: 'data', mountPath: '/var/lib/cart' }] } });

    const [finding] = found(parts, logOf('cart-1a2b3c-0', ['start', 'open /var/lib/cart/db: permission denied']));

    expect(finding?.sentence).toContain('/var/lib/cart');
    expect(found(parts, logOf('cart-1a2b3c-0', ['open /tmp/x: permission denied']))).toEqual([]);
  });

  it('is no finding when it is ready', () => {
    expect(found(app('cart'), said('Error: secret "db-login" not found'))).toEqual([]);
  });
});

describe('an OOM kill in a namespace', () => {
  const namespace = { ...workload('shop', 'Namespace') };
  const judge = (...parts: Facts[]) => rules.oomKilled.judge(clusterOf(...parts) as never, namespace, now);
  const killed = (minutes: number) => ({
    terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: minutesAgo(minutes) },
  });

  it('is told with the limit and the count', () => {
    const container = { resources: { limits: { memory: '64Mi' } } };
    const [finding] = judge(app('cart', { ready: false, restarts: 5, last: killed(2), container }));

    expect(finding?.sentence).toBe(
      'cart is OOM-killed: container cart needs more than its limit of 64Mi and restarted 5 times.',
    );
  });

  it('is history when it is long ago', () => {
    expect(judge(app('cart', { restarts: 5, last: killed(120) }))).toEqual([]);
  });

  it('is left to the rules that know its usage when one workload is asked about', () => {
    expect(rules.oomKilled.fits?.(workload('cart'))).toBe(false);
  });
});
