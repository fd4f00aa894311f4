import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesFor } from '../../src/incidents/defender/changes-for.ts';
import { defenderAlert } from '../../src/incidents/defender/defender-alert.ts';
import { securityAlertOf } from '../../src/incidents/defender/security-alert.ts';
import { MalformedBody } from '../../src/incidents/malformed-body.ts';
import { defenderExport } from '../../src/incidents/sources/defender-export.ts';
import type { AffectedNow } from '../../src/model/security-alert.ts';
import { attackRow } from './attack-alerts.ts';
import { mutated } from './mutated.ts';

const now = new Date('2026-11-29T10:00:00Z');
const read = (raw: unknown) => securityAlertOf(defenderAlert(raw, { source: 'defender', where: 'a test', now }));
const row = (properties: object = {}) => {
  const it = attackRow({ namespace: 'shop', pod: 'cart-7c9d5b6f4-x2k8q' }, now);
  return { ...it, properties: { ...it.properties, ...properties } };
};

describe('a security alert is read', () => {
  it('from an export, with what it names, in plain words', () => {
    const alert = read(defenderExport.example);

    expect(alert).toMatchObject({
      ...{ means: 'A process was started the way currency miners are started.', severity: 'high', isOver: false },
      ...{
        tactics: ['Execution', 'Impact'],
        steps: ['Find the container in the alert and isolate it.', 'Look for the way in.'],
      },
      seen: [{ name: 'Suspicious process', value: '/tmp/.x/kdevtmpfsi' }],
      target: {
        cluster: 'prod-weu',
        namespace: 'payments',
        pod: 'payments-api-7c9d5b6f4-x2k8q',
        workload: 'payments-api',
      },
    });
    expect(alert.entities).toEqual([
      { kind: 'Namespace', name: 'payments' },
      { kind: 'Deployment', name: 'payments-api' },
      { kind: 'Pod', name: 'payments-api-7c9d5b6f4-x2k8q' },
      { kind: 'Image', name: 'contoso.azurecr.io/payments-api:1.9.0' },
      { kind: 'Container', name: 'api' },
    ]);
    expect(alert.armId).toMatch(/\/locations\/westeurope\/alerts\/2517/);
  });

  it.each<[string, object, object]>([
    [
      'in its own words where nobody has described its type',
      { alertType: 'K8S_New', description: 'Something was seen. It may be bad.', intent: 'Impact' },
      { means: 'Something was seen.', helps: [], tactics: ['Impact'] },
    ],
    ['by its name where it says no more', { alertType: 'K8S_New', description: '' }, { means: 'Something suspicious' }],
    ['with its own tactics before those of its type', { intent: 'LateralMovement' }, { tactics: ['Lateral Movement'] }],
    [
      'with the tactics of its type where it has none',
      { intent: 'Unknown' },
      { tactics: ['Persistence', 'Initial Access'] },
    ],
    ['with a stage that MITRE does not know', { alertType: 'x', intent: 'Dreaming' }, { tactics: ['Dreaming'] }],
    [
      'with steps that are one text',
      { remediationSteps: '1. Look.\n2) Act.\r\n\n- Rest.' },
      { steps: ['Look.', 'Act.', 'Rest.'] },
    ],
    ['with steps that are JSON in a text', { remediationSteps: '["Look.", "Act."]' }, { steps: ['Look.', 'Act.'] }],
    ['when it is over', { status: 'Dismissed' }, { isOver: true, state: 'Dismissed' }],
    [
      'with entities that are JSON in a text',
      { entities: '[{"type":"ip","address":"203.0.113.7"}]' },
      { entities: [{ kind: 'Address', name: '203.0.113.7' }] },
    ],
    [
      'with people, files, processes and domains',
      {
        entities: [
          { type: 'account', name: 'eve', upnSuffix: 'contoso.com' },
          { type: 'file', directory: '/etc/', name: 'shadow' },
          { type: 'process', commandLine: 'nc -e sh', name: 'nc' },
          { type: 'process', imageFile: { name: 'xmrig' } },
          { type: 'dns', domainName: 'pool.example' },
          { type: 'something-new', name: 'x' },
          { type: 'file' },
        ],
      },
      {
        entities: [
          { kind: 'User', name: 'eve@contoso.com' },
          { kind: 'File', name: '/etc/shadow' },
          { kind: 'Process', name: 'nc -e sh' },
          { kind: 'Process', name: 'xmrig' },
          { kind: 'Domain', name: 'pool.example' },
        ],
      },
    ],
    [
      'with a binding of the whole cluster, and not one of nowhere',
      { entities: [{ type: 'K8s-cluster-role-binding', name: 'ops:admin' }] },
      { target: { cluster: 'prod-weu', binding: { name: 'ops:admin' } } },
    ],
    [
      'without a target whose name can be none',
      { entities: [{ type: 'K8s-pod', name: '../../x y' }] },
      { target: { cluster: 'prod-weu' } },
    ],
  ])('%s', (_, properties, expected) => {
    expect(read(row(properties))).toMatchObject(expected);
  });

  it('whatever its entities look like: missing, looped, deep, or of the wrong kind', () => {
    const shapes = [
      null,
      7,
      'x',
      '{',
      [],
      [null],
      [[]],
      [{}],
      [{ $ref: '1' }],
      [{ $id: '1', namespace: { $ref: '1' } }],
    ];
    const ring = [{ $id: '1', type: 'K8s-pod', name: { $ref: '1' }, namespace: { $ref: '9' } }];
    const wide = Array.from({ length: 5_000 }, (_, i) => ({
      $id: `${i}`,
      type: 'ip',
      address: `${i}`,
      host: { $ref: `${i + 1}` },
    }));
    for (const entities of [...shapes, ring, wide]) {
      const alert = read(row({ entities, extendedProperties: entities, remediationSteps: entities, intent: entities }));

      expect(alert.entities.length).toBeLessThanOrEqual(24);
      expect(alert.means).not.toBe('');
    }
  });

  it('whatever was changed in it on the way', () => {
    fc.assert(
      fc.property(mutated([defenderExport.example, row()]), (body) => {
        let alert: ReturnType<typeof read>;
        try {
          alert = read(body);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBody);
          return;
        }
        const { means, name, state, steps, entities, seen } = alert;
        const texts = [means, name, state, ...steps, ...[...entities, ...seen].map((it) => it.name)];
        expect(texts.filter((it) => typeof it !== 'string' || it.length > 1_000 || it.includes('\n'))).toEqual([]);
        expect(means).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });
});

const cluster = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const digest = `sha256:${'a'.repeat(64)}`;
const there: AffectedNow = {
  clusterId: cluster,
  pod: { name: 'cart-1', state: 'ready', node: 'aks-1', isIsolated: false },
  images: [
    { container: 'cart', image: 'c.azurecr.io/cart:1', repository: 'cart', loginServer: 'c.azurecr.io', digest },
  ],
  workload: { kind: 'Deployment', name: 'cart', wanted: 2, ready: 2 },
  bindings: [],
  gaps: [],
};
const target = { clusterId: cluster, namespace: 'shop', pod: 'cart-1', workload: 'cart' };

describe('the changes that an alert offers', () => {
  const { pod: _, workload: __, ...unread } = { ...there, images: [] };
  const all = ['isolate-pod', 'delete-pod', 'scale', 'cordon', 'lock-image'];
  it.each<[string, AffectedNow, object, string[]]>([
    ['fit what it names', there, target, all],
    [
      'leave out a pod that is gone',
      { ...there, pod: { name: 'cart-1', state: 'gone', isIsolated: false }, images: [] },
      target,
      ['scale'],
    ],
    [
      'do not isolate twice',
      { ...there, pod: { ...there.pod, name: 'cart-1', state: 'ready', isIsolated: true } },
      target,
      all.slice(1),
    ],
    ['stay possible where the pod could not be read', unread, target, ['isolate-pod', 'delete-pod']],
    [
      'do not stop what is stopped, or what cannot be',
      { ...unread, workload: { kind: 'DaemonSet', name: 'd', wanted: 3 } },
      {},
      [],
    ],
    ['cordon a node that it names', unread, { node: 'aks-2' }, ['cordon']],
    [
      'lock no image of a foreign registry',
      { ...unread, images: [{ ...there.images[0], loginServer: 'docker.io' } as never] },
      {},
      [],
    ],
    [
      'take away the one binding',
      { ...unread, bindings: [{ name: 'ops', role: 'ClusterRole admin' }] },
      {},
      ['remove-role-binding'],
    ],
    [
      'guess between no two bindings',
      {
        ...unread,
        bindings: [
          { name: 'a', role: 'r' },
          { name: 'b', role: 'r' },
        ],
      },
      {},
      [],
    ],
    ['are none without a cluster', { images: [], bindings: [], gaps: [] }, target, []],
  ])('%s', (_, state, about, actions) => {
    expect(changesFor({ target: about, helps: [] }, state).map(({ action }) => action)).toEqual(actions);
  });

  it('come in the order that helps most against this type', () => {
    const changes = changesFor({ target, helps: ['lock-image', 'cordon'] }, there);

    expect(changes.map(({ help }) => help)).toEqual([
      'lock-image',
      'cordon',
      'isolate-pod',
      'delete-pod',
      'scale-to-zero',
    ]);
    expect(changes[0]?.input).toEqual({ loginServer: 'c.azurecr.io', repository: 'cart', digest });
  });
});
