import { describe, expect, it } from 'vitest';
import { type Listed, namesOf } from '../../src/diagnosis/names-of.ts';
import { workload } from './given.ts';

const { cluster } = workload('any');

describe('what a name is about', () => {
  it('is the Deployment, for its ReplicaSet and its pods', () => {
    const names = namesOf(cluster, [
      listed('deployments', 'api'),
      listed('replicasets', 'api-6c9', { kind: 'Deployment', name: 'api' }),
      listed('pods', 'api-6c9-x7k2p', { kind: 'ReplicaSet', name: 'api-6c9' }),
    ]);

    expect(names.map(({ name, own, subject }) => [name, own, subject.kind, subject.name])).toEqual([
      ['api', true, 'Deployment', 'api'],
      ['api-6c9', false, 'Deployment', 'api'],
      ['api-6c9-x7k2p', false, 'Deployment', 'api'],
    ]);
  });

  it('is the CronJob, for the pod of a run', () => {
    const names = namesOf(cluster, [
      listed('cronjobs', 'report'),
      listed('jobs', 'report-29384', { kind: 'CronJob', name: 'report' }),
      listed('pods', 'report-29384-abcde', { kind: 'Job', name: 'report-29384' }),
    ]);

    expect(names.map(({ subject }) => subject.kind)).toEqual(['CronJob', 'CronJob', 'CronJob']);
  });

  it('is the thing itself when nothing that was listed stands above it', () => {
    const [orphan] = namesOf(cluster, [listed('pods', 'lonely', { kind: 'Rollout', name: 'elsewhere' })]);

    expect(orphan).toMatchObject({ name: 'lonely', own: true, subject: { kind: 'Pod', namespace: 'shop' } });
  });

  it('has no namespace for a node', () => {
    expect(namesOf(cluster, [listed('nodes', 'aks-1')])[0]?.subject).toMatchObject({ kind: 'Node', namespace: '' });
  });

  it('does not loop when things own each other', () => {
    const names = namesOf(cluster, [
      listed('jobs', 'a', { kind: 'CronJob', name: 'b' }),
      listed('cronjobs', 'b', { kind: 'Job', name: 'a' }),
    ]);

    expect(names).toHaveLength(2);
  });
});

function listed(plural: Listed['plural'], name: string, owner?: { kind: string; name: string }): Listed {
  const reference = owner && { apiVersion: 'v1', controller: true, uid: owner.name, ...owner };
  const metadata = { name, uid: name, namespace: 'shop', ...(reference ? { ownerReferences: [reference] } : {}) };
  return { plural, item: { metadata } };
}
