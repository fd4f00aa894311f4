import { describe, expect, it } from 'vitest';
import { gapOf } from '../../src/azure/gap.ts';
import { UpstreamError, type UpstreamReason } from '../../src/errors.ts';
import type { ServiceName } from '../../src/model/origin.ts';

const gap = (service: ServiceName, reason: UpstreamReason, more: ConstructorParameters<typeof UpstreamError>[3] = {}) =>
  gapOf(new UpstreamError(service, reason, 'failed', more), 'restarts of the containers');

describe('a gap', () => {
  it('says what is missing, whose answer it was, and why', () => {
    expect(gap('Log Analytics', 'forbidden', { target: 'workspace logs' })).toEqual({
      what: 'restarts of the containers',
      service: 'Log Analytics',
      why: 'Log Analytics failed.',
      next: "Grant the bot's identity Log Analytics Reader on workspace logs.",
    });
  });

  it.each([
    ['Resource Graph', 'Reader on the subscriptions'],
    ['AKS', 'Reader on the cluster'],
    ['Defender for Cloud', 'Security Reader on the subscription'],
    ['Container Registry', 'AcrPull'],
    [
      'Kubernetes API',
      'Azure Kubernetes Service Cluster User Role and Azure Kubernetes Service RBAC Reader on the cluster',
    ],
    ['Prometheus', 'Monitoring Data Reader'],
  ] as const)('names the role that %s wants', (service, role) => {
    expect(gap(service, 'forbidden').next).toContain(role);
  });

  it('says when to ask again', () => {
    expect(gap('Resource Graph', 'throttled', { retryAfterMs: 12_300 }).next).toBe('Ask again in 13 seconds.');
    expect(gap('Resource Graph', 'throttled').next).toBe('Ask again in a minute.');
  });

  it('thinks of private clusters when an API server is out of reach', () => {
    expect(gap('Kubernetes API', 'unreachable').next).toContain('private cluster');
  });

  it.each([
    'unauthorized',
    'forbidden',
    'not-found',
    'throttled',
    'unavailable',
    'timeout',
    'refused',
    'unreachable',
    'malformed',
  ] as const)('has one sentence for the next step of "%s"', (reason) => {
    expect(gap('Log Analytics', reason).next).toMatch(/^[A-Z][^\n]+[^.]\.$/);
  });
});
