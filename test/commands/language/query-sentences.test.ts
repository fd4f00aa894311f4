import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const said: [said: string, understood: string][] = [
  ['saved queries', 'query'],
  ['list queries', 'query'],
  ['query', 'query'],
  ['query restarts in prod-weu', 'query restarts in prod-weu'],
  ['run query oom', 'query oom-kills'],
  ['run query OOM in prod-weu last 24 hours', 'query oom-kills in prod-weu last 24h'],
  ['query node cpu in prod-weu for the last 6h', 'query node-cpu prod-weu last 6h'],
  ['query node-memory prod-weu since 14:00', 'query node-memory prod-weu since 14:00'],
  ['query failed jobs in payments over the last hour', 'query failed-jobs in payments last 1h'],
  ['show query pods not running prod-weu 30m', 'query pods-not-running prod-weu last 30m'],
  ['query images in use in prod-weu since yesterday', 'query images-in-use in prod-weu since yesterday'],
  ['query my-own in prod-weu', 'query my-own in prod-weu'],
  ['query restrats in prod-weu', '? query restarts in prod-weu | query "restrats" in prod-weu'],
  ['logs payments-api last 2h', 'logs payments-api last 2h'],
  ['logs payments-api since 9:30', 'logs payments-api since 09:30'],
  ['logs of payments-api in prod-weu for the last 30 minutes', 'logs payments-api in prod-weu last 30m'],
  ['logs payments-api containing "GET /health"', 'logs payments-api containing "GET /health"'],
  ['logs payments-api containing connection refused', 'logs payments-api containing "connection refused"'],
  ['logs payments-api containing timeout last 6h', 'logs payments-api last 6h containing "timeout"'],
  ['logs payments-api that contain "timeout" in prod-weu', 'logs payments-api in prod-weu containing "timeout"'],
  ['logs payments-api last run', 'logs payments-api previous'],
  ['create alert restarts in prod-weu', 'create alert restarts in prod-weu'],
  ['alert me when node cpu in prod-weu is above 90%', 'create alert node-cpu in prod-weu than 90'],
  [
    'alert me when payments-api contains "timeout" more than 5 times over 15m',
    'create alert containing "timeout" payments-api than 5 last 15m',
  ],
  ['alert me when jobs failed in prod-weu sev1', 'create alert failed-jobs in prod-weu sev1'],
  ['create an alert for oom in prod-weu group=oncall', 'create alert oom-kills in prod-weu group=oncall'],
  ['alert 12', 'alert 12'],
  ['baseline alerts prod-weu', 'baseline alerts prod-weu'],
  ['recommended alerts', 'baseline alerts'],
  ['which alerts are missing', 'baseline alerts'],
  ['what alerts are missing in prod-weu?', 'baseline alerts prod-weu'],
  ['recommended alert rules for contoso', 'baseline alerts contoso'],
  ['baseline alerts prod-weu group=oncall', 'baseline alerts prod-weu group=oncall'],
  ['alerts in prod-weu', 'alerts in prod-weu'],
];

describe('questions to the logs and about alert rules, as people type them', () => {
  it.each(said)('hears %j as %j', (text, understood) => {
    expect(heard(text)).toBe(understood);
  });

  it.each(['create alert node-cpu in prod-weu above 90', 'logs payments-api containing "a \\"b" last 2d'])(
    'says %j back so that it is heard the same',
    (text) => {
      expect(heard(heard(text))).toBe(heard(text));
    },
  );
});
