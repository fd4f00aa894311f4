import { describe, expect, it } from 'vitest';
import { quoteLines } from '../../src/cards/quote-lines.ts';
import { withoutSecrets } from '../../src/model/without-secrets.ts';

const secret = 'hunter2hunter2';

describe('text of others', () => {
  it.each([
    `Authorization: Bearer ${secret}`,
    `GET https://x.blob.core.windows.net/c?sv=1&sig=${secret}&se=2`,
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret};EndpointSuffix=core.windows.net`,
    `Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=${secret}`,
    `Server=db;User Id=sa;Password=${secret};`,
    `{"client_secret": "${secret}"}`,
    `api-key: ${secret}`,
    `postgres://app:${secret}@db:5432/payments`,
  ])('loses what is secret in %j', (text) => {
    expect(withoutSecrets(text)).not.toContain(secret);
    expect(withoutSecrets(text)).toContain('[redacted]');
  });

  it.each([
    'Memory cgroup out of memory: Killed process 4711 (java) total-vm:512000kB, anon-rss:262144kB',
    'api: reason: OOMKilled, exitCode: 137, finishedAt: 2026-11-25T02:58:00Z',
    'Back-off restarting failed container api in pod payments-api-7d9c5b8f6-abcde_payments(1b2c)',
    'Readiness probe failed: Get "http://10.0.0.7:8080/healthz": context deadline exceeded',
    'Failed to pull image "contoso.azurecr.io/payments-api@sha256:0123": 401 Unauthorized, code=401',
  ])('is kept where nothing is: %j', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it('is shown on a card without its secrets', () => {
    const source = { service: 'Kubernetes API', detail: 'events' } as const;
    const [line] = quoteLines([{ text: `Failed: password=${secret}`, source }], new Date());

    expect(line?.text).toBe('Failed: password=[redacted]');
  });
});
