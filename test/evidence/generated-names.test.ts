import { describe, expect, it } from 'vitest';
import { childNames, controllerNames } from '../../src/evidence/workspace/generated-names.ts';
import type { Subject } from '../../src/model/subject.ts';

describe('names that Kubernetes makes', () => {
  it.each<[Subject['kind'], string, string[]]>([
    ['Deployment', 'memhog', ['memhog-578d9b5ffd', 'memhog-578d9b5ffd-lwfxj']],
    ['StatefulSet', 'orders-db', ['orders-db-0', 'orders-db-12']],
    ['DaemonSet', 'kube-proxy', ['kube-proxy-x7k2p']],
    ['Job', 'import', ['import-zqw9b']],
    ['CronJob', 'report', ['report-29384710', 'report-29384710-bcdfg']],
  ])('are a %s’s own', (kind, name, own) => {
    for (const it of own) expect(it).toMatch(new RegExp(childNames({ kind, name })));
  });

  it('are not those of a neighbour whose name begins alike', () => {
    const ours = new RegExp(childNames({ kind: 'Deployment', name: 'payments-api' }));

    for (const theirs of [
      'payments-api-canary',
      'payments-api-canary-7d9f8b6c5',
      'payments-api-canary-7d9f8b6c5-x7k2p',
      'payments-api',
    ]) {
      expect(theirs).not.toMatch(ours);
    }
    expect('payments-api-canary-7d9f8b6c5').not.toMatch(
      new RegExp(controllerNames({ kind: 'Deployment', name: 'payments-api' })),
    );
  });

  it('take a dot in a name for a dot', () => {
    expect('axb-578d9b5ffd').not.toMatch(new RegExp(controllerNames({ kind: 'Deployment', name: 'a.b' })));
  });
});
