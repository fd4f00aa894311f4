import { expect, it } from 'vitest';
import { dependencyUnreachable } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (line: string, ...parts: Parameters<typeof clusterOf>) =>
  dependencyUnreachable.judge(
    clusterOf(app('web', { ready: false }), logOf('web-1a2b3c-0', [line, line]), ...parts) as never,
    workload('web'),
    now,
  )[0];

it('names what cannot be reached, and how it shows', () => {
  const line = 'Error: getaddrinfo ENOTFOUND postgres.production.svc.cluster.local';

  expect(judge(line)?.sentence).toBe(
    'web cannot reach postgres.production.svc.cluster.local: DNS knows no such name (2 lines of its log).',
  );
  expect(judge(line)?.quotes[0]?.text).toBe(line);
});

it('leaves what is behind a Service that exists to the rules about that Service', () => {
  expect(judge('dial tcp: connection refused, cart:80', app('cart'), service('cart'))).toBeUndefined();
  expect(judge('dial tcp 127.0.0.1:80: connect: connection refused')).toBeUndefined();
});
