import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const id = '2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708';

const said: [said: string, understood: string][] = [
  ['alerts', 'alerts'],
  ['show alerts', 'alerts'],
  ['security alerts', 'alerts'],
  ['defender alerts please', 'alerts'],
  ['alerts high', 'alerts high'],
  ['high alerts', 'alerts high'],
  ['show me the high severity alerts in prod-weu', 'alerts high in prod-weu'],
  ['alerts critical in prod-weu payments', 'alerts critical in prod-weu in payments'],
  ['alerts cluster=prod-weu ns=payments', 'alerts cluster=prod-weu ns=payments'],
  ['alerts prod-weu', 'alerts in prod-weu'],
  ['alert 12', 'alert 12'],
  ['alert', 'alert'],
  ['show alert 12', 'alert 12'],
  [`alert ${id}`, `alert "${id}"`],
  [`defender alert ${id}`, `alert "${id}"`],
  ['alrts high', '? alerts high'],
];

describe('security alerts, as people ask for them', () => {
  it.each(said)('hears %j as %j', (text, understood) => {
    expect(heard(text)).toBe(understood);
  });
});
