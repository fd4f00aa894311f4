import type { V1Container, V1Probe } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { app, clusterOf, eventOf, type Facts, logOf, service } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const namespace = workload('shop', 'Namespace');
const probeRules = Object.values(rules).filter(({ code }) => code.includes('probe'));
const codes = (...parts: Facts[]): Finding[] =>
  probeRules
    .flatMap((rule) => [rule.judge(clusterOf(...parts) as never, namespace, now) ?? []].flat())
    .sort((a, b) => b.confidence - a.confidence);

const pod = 'Pod/cart-1a2b3c-0';
const http = (port: number | string, more: Partial<V1Probe> = {}): V1Probe => ({
  httpGet: { path: '/healthz', port },
  ...more,
});
const grpc = (port: number, more: Partial<V1Probe> = {}): V1Probe => ({ grpc: { port }, ...more });
const unready = (container: Partial<V1Container>) =>
  app('cart', { ready: false, container: { ports: [{ containerPort: 8080 }], ...container } });
const restarted = (container: Partial<V1Container>) =>
  app('cart', {
    restarts: 4,
    last: { terminated: { reason: 'Error', exitCode: 137, finishedAt: minutesAgo(2) } },
    container: { ports: [{ containerPort: 8080 }], ...container },
  });
const fails = (role: string, message: string, count = 9) =>
  eventOf(pod, 'Unhealthy', `${role} probe failed: ${message}`, 1, count);
const killing = eventOf(pod, 'Killing', 'Container cart failed liveness probe, will be restarted', 2);
const refused = (port: number) =>
  `Get "http://10.0.0.10:${port}/healthz": dial tcp 10.0.0.10:${port}: connect: connection refused`;
const slow = 'timeout: failed to connect service "10.0.0.10:8080" within 1s: context deadline exceeded';
const binary = String.raw`Get "http://10.0.0.10:8080/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\x00\x00\x06\x04"`;

describe('a probe is at fault when', () => {
  it('it asks a port that nothing else speaks of', () => {
    const [finding] = codes(
      unready({ readinessProbe: http(8081), livenessProbe: http(8080) }),
      fails('Readiness', refused(8081)),
    );

    expect(finding?.code).toBe('readiness-probe-port-wrong');
    expect(finding?.confidence).toBeGreaterThan(0.9);
    expect(finding?.sentence).toBe(
      'The readiness probe of container cart in cart asks the wrong port 8081; its liveness probe, its containerPort say 8080: pod cart-1a2b3c-0 is not ready and gets no traffic.',
    );
  });

  it('the container says itself that it listens elsewhere', () => {
    const own = restarted({ ports: [], livenessProbe: http(8081) });
    const [finding] = codes(
      own,
      killing,
      fails('Liveness', refused(8081)),
      logOf('cart-1a2b3c-0', ['Server listening on port 9000']),
    );

    expect(finding?.code).toBe('liveness-probe-port-wrong');
    expect(finding?.suggestions[0]?.text).toContain('to 9000');
  });

  it('the port answers another probe in another protocol', () => {
    const both = { readinessProbe: grpc(8080), livenessProbe: http(8080) };

    expect(codes(restarted(both), killing, fails('Liveness', binary))[0]?.code).toBe('liveness-probe-protocol-wrong');
    expect(
      codes(unready({ readinessProbe: grpc(8080), livenessProbe: http(8080) }), fails('Readiness', slow))[0]?.code,
    ).toBe('readiness-probe-protocol-wrong');
  });

  it('it speaks TLS to a server that does not, or the other way round', () => {
    const tls = 'Get "https://10.0.0.10:8080/healthz": http: server gave HTTP response to HTTPS client';

    expect(codes(unready({ readinessProbe: http(8080) }), fails('Readiness', tls))[0]?.code).toBe(
      'readiness-probe-protocol-wrong',
    );
  });

  it('it kills the container before it can have started', () => {
    const tight = grpc(8080, { initialDelaySeconds: 1, periodSeconds: 1, failureThreshold: 1 });
    const [finding] = codes(
      restarted({ livenessProbe: tight, readinessProbe: grpc(8080) }),
      killing,
      fails('Liveness', slow),
      fails('Readiness', slow),
    );

    expect(finding?.code).toBe('liveness-probe-too-tight');
    expect(finding?.sentence).toContain('only 2 s to start');
    expect(finding?.derivation?.join()).toContain('+ timeoutSeconds 1 = 2 s');
  });

  it('is given too little time to answer: the time-out is told, not how long it may fail', () => {
    const probes = { readinessProbe: http(8080), livenessProbe: http(8080) };
    const message =
      'Get "http://10.0.0.10:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

    const [finding] = codes(unready(probes), fails('Readiness', message));

    expect(finding?.code).toBe('readiness-probe-too-tight');
    expect(finding?.sentence).toContain('only 1 s to answer');
  });

  it.each([
    ['HTTP probe failed with statuscode: 404', http(8080), 'probe-path-wrong'],
    ['HTTP probe failed with statuscode: 401', http(8080), 'probe-path-wrong'],
    ['exec: "curl": executable file not found in $PATH', { exec: { command: ['curl', 'x'] } }, 'probe-command-missing'],
  ])('the kubelet says %s', (message, readinessProbe, code) => {
    expect(codes(unready({ readinessProbe }), fails('Readiness', message))[0]?.code).toBe(code);
  });

  it('a named port is declared nowhere', () => {
    const [finding] = codes(
      unready({ readinessProbe: http('web') }),
      service('cart'),
      fails('Readiness', 'couldn\'t find port: "web"'),
    );

    expect(finding?.code).toBe('readiness-probe-port-wrong');
    expect(finding?.sentence).toContain('wrong port web');
  });
});

describe('a probe is not at fault when', () => {
  it('it failed while its container started, which runs well now', () => {
    const well = app('cart', {
      container: { ports: [{ containerPort: 8080 }], readinessProbe: http(8080), livenessProbe: http(8080) },
    });

    expect(codes(well, fails('Readiness', refused(8080), 1)).filter(({ confidence }) => confidence >= 0.2)).toEqual([]);
  });

  it('its server answers with an error: a symptom, told as one', () => {
    const [finding] = codes(
      restarted({ livenessProbe: http(8080) }),
      killing,
      fails('Liveness', 'HTTP probe failed with statuscode: 500'),
    );

    expect(finding?.code).toBe('probe-fails');
    expect(finding?.confidence).toBeLessThanOrEqual(0.5);
    expect(finding?.sentence).toContain('fails with HTTP 500');
  });

  it('nothing was told of it for half an hour', () => {
    const old = eventOf(pod, 'Unhealthy', `Readiness probe failed: ${refused(8081)}`, 40);

    expect(codes(unready({ readinessProbe: http(8081), livenessProbe: http(8080) }), old)).toEqual([]);
  });
});
