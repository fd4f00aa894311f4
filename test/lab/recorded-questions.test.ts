import { expect, it } from 'vitest';
import { recordedQuestions } from '../../src/lab/recorded-questions.ts';

it('asks first why, of the workloads where a recording says that the trouble is', () => {
  const object = (kind: string, name: string, namespace: string) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
  });
  const objects = [object('Deployment', 'coredns', 'kube-system'), object('StatefulSet', 'db', 'shop')];
  const recorded = { id: 'a', now: new Date(0), namespace: 'shop', objects, logs: [], series: [] };

  expect(recordedQuestions(recorded)).toEqual(['why db cluster=recorded ns=shop', 'cluster health recorded', 'help']);
});
