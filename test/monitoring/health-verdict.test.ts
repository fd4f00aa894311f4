import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/model/evidence.ts';
import { healthVerdict } from '../../src/monitoring/health-verdict.ts';

const evidence = <T>(value: T): Evidence<T> => ({
  value,
  source: { service: 'Kubernetes API', detail: 'pods' },
  at: new Date('2026-11-25T03:00:00Z'),
});
const states = (more = {}) => ({ running: 10, pending: 0, failing: 0, succeeded: 0, unknown: 0, ...more });
const nodes = (more = {}) => evidence({ ready: 3, notReady: [], cordoned: [], pressure: [], ...more });
const alerts = evidence([]);
const gap = { what: 'alerts of Defender for Cloud', service: 'Defender for Cloud' as const, why: '', next: '' };
const version = evidence({
  current: '1.33',
  provisioningState: 'Failed',
  powerState: 'Running',
  privateCluster: false,
});
const pods = (user = {}) => evidence({ user: states(user), system: states() });

describe('the verdict on a cluster', () => {
  it('says healthy with its numbers', () => {
    expect(healthVerdict({ nodes: nodes(), pods: pods(), alerts })).toEqual({
      level: 'good',
      sentence: 'Healthy: 3 nodes ready, 20 pods running.',
    });
  });

  it.each([
    ['one service of two did not tell its alerts', { alerts: { ...alerts, gap } }, 'unknown', /some alerts could not/],
    ['pods are in an unknown state', { pods: pods({ unknown: 2 }) }, 'warning', /^2 pods in an unknown state/],
    ['there is no node at all', { nodes: nodes({ ready: 0 }) }, 'warning', /^0 nodes ready/],
    ['its provisioning failed', { version }, 'warning', /^Provisioning failed/],
  ] as const)('never says healthy when %s', (_, more, level, words) => {
    const verdict = healthVerdict({ nodes: nodes(), pods: pods(), alerts, ...more });

    expect(verdict.level).toBe(level);
    expect(verdict.sentence).toMatch(words);
  });

  it('puts the worst first', () => {
    const verdict = healthVerdict({ nodes: nodes({ notReady: ['n1'] }), pods: pods({ failing: 2, pending: 1 }) });

    expect(verdict).toEqual({ level: 'attention', sentence: '1 node not ready, 2 pods failing, 1 pod pending.' });
  });

  it('names a workload that dies again and again although its pods run', () => {
    const lastAt = new Date('2026-11-25T02:55:00Z');
    const oom = {
      namespace: 'payments',
      workload: 'payments-api',
      container: 'api',
      restarts: 21,
      lastReason: 'OOMKilled',
      lastAt,
    };
    const old = { ...oom, workload: 'ledger', lastAt: new Date('2026-11-24T02:55:00Z') };

    const verdict = healthVerdict({ nodes: nodes(), pods: pods(), alerts, restarts: evidence([oom, old]) });

    expect(verdict).toEqual({
      level: 'attention',
      sentence: 'payments-api is OOM-killed again and again (21 times, last 5 min ago).',
    });
  });

  it('warns when the nodes are full', () => {
    const series = { title: 'CPU', unit: '%' as const, lines: [] };
    const utilisation = evidence({ cpu: { now: 91.4, series }, memory: { now: 20, series } });

    expect(healthVerdict({ nodes: nodes(), pods: pods(), utilisation }).sentence).toBe('CPU at 91 %.');
  });

  it('never says healthy about what it could not read', () => {
    expect(healthVerdict({}).level).toBe('unknown');
    expect(healthVerdict({ pods: pods(), alerts }).sentence).toBe(
      'Nothing wrong in what could be read (20 pods running); nodes could not.',
    );
    expect(healthVerdict({ nodes: nodes(), pods: pods() }).level).toBe('unknown');
  });
});
