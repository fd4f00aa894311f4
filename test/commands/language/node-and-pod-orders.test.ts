import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const node = 'aks-user-41725290-vmss000001';

const sentences: [said: string, understood: string][] = [
  [`cordon ${node}`, `cordon ${node}`],
  [`please cordon node ${node} in prod-weu`, `cordon node ${node} in prod-weu`],
  [`kubectl cordon node/${node}`, `cordon node ${node}`],
  [`cordon ${node} because disks fail`, `cordon ${node} because disks fail`],
  [`uncordon ${node} cluster=prod-weu`, `uncordon ${node} cluster=prod-weu`],
  [`drain ${node}`, `drain ${node}`],
  [`kubectl drain ${node} --force --delete-emptydir-data`, `drain ${node} unmanaged local data`],
  [`drain the node ${node} with local data because it dies`, `drain node ${node} local data because it dies`],
  ['evacuate cluster=prod-weu', 'drain cluster=prod-weu'],
  ['delete pod orders-db-0', 'delete pod orders-db-0'],
  ['kubectl delete pod orders-db-0 -n shop', 'delete pod orders-db-0 ns=shop'],
  ['delete the pod shop/orders-db-0', 'delete pod orders-db-0 ns=shop'],
  ['kill pod cart because it hangs', 'delete pod cart because it hangs'],
  ['isolate pod orders-db-0 in prod-weu', 'isolate pod orders-db-0 in prod-weu'],
  ['quarantine orders-db-0', 'isolate orders-db-0'],
  ['isolate', 'isolate'],
];

describe('changes of nodes and pods, as people type them', () => {
  it.each(sentences)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });

  it.each([
    [`cordn ${node}`, `? cordon ${node}`],
    [`do not drain ${node}`, `? drain ${node} (not: not)`],
    [`drain ${node} tomorrow`, `? drain ${node} (not: tomorrow)`],
    ['isolate web one two three', '? isolate "web" in "one" in "two" (not: three)'],
    ['delete orders-db-0', '?'],
  ])('does not do %j, and asks with %j', (said, suggested) => {
    expect(heard(said)).toBe(suggested);
  });
});
