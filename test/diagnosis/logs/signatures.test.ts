import { expect, it } from 'vitest';
import { type Sign, signIn } from '../../../src/diagnosis/logs/signatures.ts';

const said: [Sign, string][] = [
  [
    'refused',
    'rpc error: code = Unavailable desc = connection error: desc = "transport: dial tcp 10.0.0.9:7001: connect: connection refused"',
  ],
  ['refused', 'Caused by: java.net.ConnectException: Connection refused (Connection refused)'],
  ['refused', 'Error: connect ECONNREFUSED 10.0.0.9:5432'],
  ['refused', '[111] upstream: connect() failed (111: Connection refused) while connecting to upstream'],
  ['refused', 'No connection could be made because the target machine actively refused it. (10.0.0.9:80)'],
  ['refused', 'RedisConnectionException: UnableToConnect on cache:6380/Interactive'],
  ['timed-out', 'java.net.SocketTimeoutException: Connect timed out'],
  ['timed-out', 'dial tcp 10.0.0.9:80: i/o timeout'],
  ['timed-out', 'psycopg2.OperationalError: connection to server at "db", port 5432 failed: Connection timed out'],
  ['reset', 'read tcp 10.0.0.1:3000->10.0.0.9:80: read: connection reset by peer'],
  ['no-route', 'java.net.NoRouteToHostException: No route to host'],
  ['unknown-host', 'java.net.UnknownHostException: orders'],
  ['unknown-host', 'Error: getaddrinfo ENOTFOUND orders.shop.svc.cluster.local'],
  ['unknown-host', 'dial tcp: lookup orders on 10.0.0.10:53: no such host'],
  ['unknown-host', 'dial tcp: lookup orders on 10.9.9.9:53: read udp 10.0.0.1:4->10.9.9.9:53: i/o timeout'],
  ['unknown-host', 'socket.gaierror: [Errno -3] Temporary failure in name resolution'],
  ['no-instance', 'WARN RoundRobinLoadBalancer : No servers available for service: orders'],
  ['no-instance', '"GET /api HTTP/1.1" 503 UH no_healthy_upstream - "no healthy upstream"'],
  ['credentials', 'org.postgresql.util.PSQLException: FATAL: password authentication failed for user "app"'],
  ['credentials', 'NOAUTH Authentication required.'],
  ['too-many-connections', 'FATAL: sorry, too many clients already'],
  ['too-many-connections', 'ERROR 1040 (HY000): Too many connections'],
  ['pool-exhausted', 'HikariPool-1 - Connection is not available, request timed out after 30000ms.'],
  ['read-only', 'ERROR 1290 (HY000): The MySQL server is running with the --read-only option'],
  ['certificate', 'x509: certificate signed by unknown authority'],
  ['disk-full', 'write /data/x: no space left on device'],
  ['missing-setting', "Could not resolve placeholder 'db.url' in value"],
  ['crash', 'panic: runtime error: invalid memory address or nil pointer dereference'],
];

it.each(said)('hears %s in: %s', (sign, line) => {
  expect(signIn(line)).toBe(sign);
});

it.each([
  '\tat com.example.ConnectionTimeoutException.raise(Pool.java:12)',
  '2026-03-05T02:00:00.000000000Z \tat org.springframework.web.ErrorHandler.handleError(ErrorHandler.java:122)',
  'INFO Started Application in 36.046 seconds',
  'GET /api/orders 200 12ms',
  'Tracing enabled but temporarily unavailable',
])('hears nothing in: %s', (line) => {
  expect(signIn(line)).toBeUndefined();
});

it('reads a hundred thousand letters of one line in no time', () => {
  const started = performance.now();
  for (const piece of ['connection refused to ', 'lookup a', 'environment variable ', 'a.b-'])
    signIn(piece.repeat(100_000 / piece.length));

  expect(performance.now() - started).toBeLessThan(250);
});
