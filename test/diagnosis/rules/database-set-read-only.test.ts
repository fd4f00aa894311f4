import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const report = 'POST /orders of shop-cart fails: 500 Server Error';
const found = (parts: Facts[], said?: string) =>
  judge(
    [rules.databaseSetReadOnly, rules.databaseWritesSuspected] as never,
    clusterOf(...parts),
    { ...workload('shop', 'Namespace'), ...(said && { report: said }) },
    now,
  );

const database = (image: string, args: string[] = [], mount = {}, name = 'shopdb') =>
  app(name, {
    container: { image, args, volumeMounts: [{ name: 'data', mountPath: '/var/lib/mysql', ...mount }] },
    spec: { volumes: [{ name: 'data', emptyDir: {} }] },
  });
const mapped = (text: string): Facts => {
  const facts = app('shopdb', {
    container: { image: 'mysql:8', volumeMounts: [{ name: 'conf', mountPath: '/etc/mysql' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
  });
  return { ...facts, configMaps: [{ metadata: { name: 'conf', namespace: 'shop' }, data: { 'my.cnf': text } }] };
};
const client = app('shop-cart', { ready: false, container: { env: [{ name: 'DB', value: 'shopdb:3306' }] } });
const route = service('shopdb', { port: 3306 });

describe('a database that is set up to take no writes', () => {
  it.each([
    ['its configuration sets read_only', [mapped('[mysqld]\nread_only=ON\n')]],
    ['its configuration sets super-read-only', [database('mysql:8', ['--super-read-only=1'])]],
    ['its configuration sets read-only', [database('mariadb:11', ['--read-only'])]],
    [
      'its configuration sets default_transaction_read_only',
      [database('postgres:16', ['-c', 'default_transaction_read_only=on'])],
    ],
    ['it is set up as the copy of another (replicaof)', [database('redis:7', ['--replicaof other 6379'])]],
    ['its data is mounted read-only at /var/lib/mysql', [database('mysql:8', [], { readOnly: true })]],
  ] satisfies [string, Facts[]][])('%s', (words, parts) => {
    const [missed, ...more] = found([...parts, client, route]);

    expect(more).toEqual([]);
    expect(missed?.sentence).toContain(words);
    expect(missed?.confidence).toBe(0.8);
    expect(found(parts)[0]?.confidence).toBe(0.25);
  });

  it.each([
    ['a setting that is off', [mapped('[mysqld]\nread_only=OFF\n')]],
    ['a setting in a comment', [mapped('[mysqld]\n# read_only=ON\n')]],
    ['a copy that is named so', [database('mysql:8', ['--read-only'], {}, 'shopdb-replica')]],
    ['a copy that follows nobody', [database('redis:7', ['--replicaof no one'])]],
    ['a workload that is no database', [database('nginx:1', ['--read-only'])]],
  ] satisfies [string, Facts[]][])('is not seen in %s', (_name, parts) => {
    expect(found([...parts, client, route])).toEqual([]);
  });
});

describe('requests that write and fail, with no log to read', () => {
  const well = [app('shop-cart'), database('mysql:8')];

  it('make the database behind them a suspect, and no more', () => {
    const [guess] = found(well, report);

    expect(guess?.about?.name).toBe('shopdb');
    expect(guess?.confidence).toBeLessThanOrEqual(0.3);
    expect(guess?.sentence).toContain(
      'Only requests that write fail (POST), all pods are ready, and no log of shop-cart could be read',
    );
  });

  it.each([
    ['requests that read fail as well', well, `${report}; GET /orders fails: 500`],
    ['they are only late', well, 'POST /orders of shop-cart takes 900 ms'],
    ['a log was read', [...well, logOf('shop-cart-1a2b3c-0', ['ready'])], report],
    ['pods are not ready', [app('shop-cart', { ready: false }), database('mysql:8')], report],
    ['several databases may be meant', [...well, database('postgres:16', [], {}, 'shop-pg')], report],
  ] satisfies [string, Facts[], string][])('make nobody a suspect when %s', (_name, parts, said) => {
    expect(found(parts, said)).toEqual([]);
  });
});
