import { describe, expect, it } from 'vitest';
import type { PostureFinding } from '../../../src/model/posture.ts';
import * as practices from '../../../src/security/checks/index.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';
import { type ReadResource, readResources } from '../../../src/security/posture/read-resources.ts';
import { useLabAzure } from '../../contract/lab-azure.ts';

const lab = useLabAzure();
const type = 'microsoft.containerservice/managedclusters';
async function look(config: object = {}, change: (cluster: ReadResource) => ReadResource = (it) => it) {
  const azure = lab().connect();
  const { resources } = await readResources(azure, [type]);
  const reading = postureReading({ azure, config: postureConfig.parse(config), now: new Date() });
  const all = await readPosture(reading, Object.values(practices), resources.map(change), { closely: true });
  // Other checks look at the same clusters by their settings.
  const found = all.filter((it) => (it.source ?? it.gap)?.service === 'Kubernetes API');
  const of = (cluster: string) => found.filter(({ resource }) => resource.name === cluster);
  return { found, of, one: (cluster: string, check: string) => of(cluster).find((it) => it.check === check) };
}

const standing = (found: PostureFinding[]) => Object.fromEntries(found.map((it) => [it.check, it.standing]));

describe('what runs in a cluster', () => {
  it('is judged by its Kubernetes API, with the workload and the property that offend', async () => {
    const { found, of, one } = await look();

    expect(Object.entries(standing(of('dev-weu'))).filter(([, it]) => it !== 'fail')).toEqual([
      ['namespaces-deny-by-default', 'not-applicable'],
      ['admission-gate-fails-closed', 'not-applicable'],
    ]);
    expect(standing(of('prod-neu'))).toMatchObject({
      'images-pinned': 'pass',
      'pods-privileged': 'pass',
      'pods-share-host': 'pass',
      'pods-baseline': 'pass',
      'pods-escalate': 'fail',
      'cluster-admin-bindings': 'pass',
      'anonymous-bindings': 'pass',
      'wildcard-roles': 'pass',
      'namespaces-with-network-policies': 'fail',
      'namespaces-deny-by-default': 'pass',
      'plain-secrets-in-env': 'pass',
      'admission-gate': 'pass',
      'admission-gate-fails-closed': 'pass',
    });
    expect(one('prod-weu', 'admission-gate-fails-closed')).toMatchObject({ standing: 'fail', value: 'Ignore' });
    expect(one('staging-weu', 'images-from-own-registries')).toMatchObject({ standing: 'pass' });
    expect(
      ['pods-privileged', 'images-pinned', 'cluster-admin-bindings'].map((it) => one('dev-weu', it)?.value),
    ).toEqual([
      'true in 1 workload',
      'docker.io/library/busybox:latest',
      'ClusterRole cluster-admin for ServiceAccount sandbox/default',
    ]);
    const shown = (check: string) => one('dev-weu', check)?.objects?.shown;
    expect({
      privileged: shown('pods-privileged'),
      host: shown('pods-share-host'),
      baseline: shown('pods-baseline'),
      pinned: shown('images-pinned'),
      admin: shown('cluster-admin-bindings'),
      wild: shown('wildcard-roles'),
      secrets: shown('plain-secrets-in-env'),
      policies: shown('namespaces-with-network-policies'),
      levels: shown('namespaces-enforce-pod-security'),
    }).toEqual({
      privileged: ['DaemonSet sandbox/node-probe: spec.containers[0].securityContext.privileged = true'],
      host: ['DaemonSet sandbox/node-probe: spec.hostPID = true'],
      baseline: [
        'DaemonSet sandbox/node-probe: spec.hostPID = true, spec.volumes[0].hostPath = "/", spec.containers[0].securityContext.privileged = true',
      ],
      pinned: ['DaemonSet sandbox/node-probe: image = docker.io/library/busybox:latest'],
      admin: [
        'ClusterRoleBinding sandbox-default-admin: roleRef = ClusterRole cluster-admin, subjects = ServiceAccount sandbox/default',
      ],
      wild: ['ClusterRole ci-deployer: rules[0].verbs = *, rules[0].resources = * (by ClusterRoleBinding ci-deployer)'],
      secrets: ['Deployment sandbox/legacy-batch: spec.containers[0].env[0].value is plain (BATCH_DB_PASSWORD)'],
      levels: [
        'Namespace platform: no label; 1 pod, baseline is met',
        'Namespace sandbox: no label; 4 pods, baseline is broken',
      ],
      policies: ['Namespace sandbox: 4 pods, no NetworkPolicy', 'Namespace platform: 1 pod, no NetworkPolicy'],
    });
    expect(one('dev-weu', 'cluster-admin-bindings')?.step).toMatchObject({
      action: 'remove-role-binding',
      input: { clusterId: lab().world.cluster('dev-weu').id, name: 'sandbox-default-admin' },
    });
    // What meets restricted is named nowhere; what a variable holds neither.
    const told = JSON.stringify(found);
    expect(JSON.stringify(one('prod-weu', 'pods-restricted'))).not.toContain('login-api');
    expect(told).not.toContain('not-a-password');
    expect(told).not.toContain('kube-system/');
  });

  it('is read once for all checks', async () => {
    const before = lab().running.requests.all().length;

    await look();

    const asked = lab().running.requests.all().slice(before);
    const lists = asked.filter((it) =>
      /\/(pods|roles|clusterroles|rolebindings|clusterrolebindings|networkpolicies|namespaces|serviceaccounts|validatingwebhookconfigurations)$/.test(
        it.path,
      ),
    );
    expect(lists.length).toBe(4 * 9);
  });

  it('is judged by the lists of the settings where there are some', async () => {
    const { of } = await look({
      approved_images: ['*.azurecr.io/*', 'mcr.microsoft.com/mirror/*'],
      own_registries: ['mcr.microsoft.com', 'docker.io'],
    });

    expect(standing(of('dev-weu'))).toMatchObject({
      'images-from-own-registries': 'pass',
      'images-approved': 'fail',
    });
    expect(of('prod-weu').find((it) => it.check === 'images-approved')?.objects?.shown).toEqual([
      expect.stringContaining('ingress-nginx-controller'),
    ]);
  });

  it('is a gap of the one cluster that is stopped or does not answer, with the reason', async () => {
    const stopped = { powerState: { code: 'Stopped' } };
    lab().running.faults.set('kubernetes', { status: 403, match: /prod-neu/ });

    const { of } = await look({}, (it) => (it.name === 'dev-weu' ? { ...it, properties: stopped } : it));

    const seen = (cluster: string) => [...new Set(of(cluster).map((it) => it.standing))];
    expect(seen('dev-weu')).toEqual(['unread']);
    expect(of('dev-weu')[0]?.gap?.why).toBe('The cluster dev-weu is stopped.');
    expect(seen('prod-neu')).toEqual(['unread']);
    expect(of('prod-neu').find((it) => it.check === 'cluster-admin-bindings')?.gap?.next).toContain(
      'clusterrolebindings/read',
    );
    expect(seen('prod-weu')).not.toContain('unread');
  });
});
