import { describe, expect, it } from 'vitest';
import type { PostureFinding } from '../../../src/model/posture.ts';
import * as shelf from '../../../src/security/checks/index.ts';
import { armTypes } from '../../../src/security/posture/arm-types.ts';
import { keyVersion } from '../../../src/security/posture/key-vault-key.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';
import { type ReadResource, readResources } from '../../../src/security/posture/read-resources.ts';
import { useLabAzure } from '../../contract/lab-azure.ts';

const from = '2026-11-20T10:00:00Z';
const lab = useLabAzure(from);
const now = new Date(from);
/** Those that ask for each resource; others do so by the Kubernetes API, and are looked at elsewhere. */
const oneByOne = [
  ...['cluster-audit-log', 'cluster-guard-log', 'registry-log', 'container-group-events', 'batch-log'],
  ...['registry-tokens', 'registry-token-expiry', 'registry-signatures', 'key-age'],
];
const practices = Object.values(shelf).map((practice) => ({
  ...practice,
  checks: practice.checks.filter(({ code, reads }) => reads === 'together' || oneByOne.includes(code)),
}));
const types = [...new Set(practices.flatMap(({ checks }) => checks.flatMap(({ of }) => of)))];

/** The connection, counting its questions. */
function counted() {
  const azure = lab().connect();
  const calls = { graph: 0, arm: 0 };
  const { graph, arm } = azure;
  const query: typeof graph.query = (...its) => {
    calls.graph++;
    return graph.query(...its);
  };
  const read: typeof arm.read = (...its) => {
    calls.arm++;
    return arm.read(...its);
  };
  return { calls, azure: { ...azure, graph: { ...graph, query }, arm: { ...arm, read } } };
}

async function look(resources: readonly ReadResource[], closely: boolean, azure = lab().connect()) {
  const reading = postureReading({ azure, config: postureConfig.parse({}), now });
  return readPosture(reading, practices, resources, { closely });
}

/** Which checks fail, by those that fail them: "dev-weu, staging-weu". */
function failed(found: readonly PostureFinding[]): Record<string, string[]> {
  const byCheck = Map.groupBy(
    found.filter(({ standing }) => standing === 'fail'),
    ({ check }) => check,
  );
  const names = (check: string) => (byCheck.get(check) ?? []).map(({ resource }) => resource.name);
  const grouped = Map.groupBy([...byCheck.keys()].sort(), (check) => names(check).sort().join(', '));
  return Object.fromEntries(grouped);
}

describe('the checks of settings, in the range', () => {
  it('tell those that are looked after from those that are not', async () => {
    const { resources } = await readResources(lab().connect(), types);

    const found = await look(resources, true);

    expect(failed(found)).toEqual({
      contoso: ['findings', 'key-age', 'network-rules'].map((it) => `registry-${it}`),
      contosodev: [...['admin-user', 'arm-tokens', 'log', 'retired-scanner', 'sku', 'token-expiry', 'tokens']].map(
        (it) => `registry-${it}`,
      ),
      'contoso, contosodev': ['registry-public-access', 'registry-signatures'],
      contosobatchdev: [
        ...['customer-key', 'entra', 'log', 'logs-by-policy', 'pool-addresses', 'pool-admins', 'private-endpoint'],
        'public-access',
      ].map((it) => `batch-${it}`),
      'dev-weu': [
        ...['deprecated-gate', 'key-vault-add-on', 'node-image', 'node-os-channel', 'version', 'workload-identity'],
      ].map((it) => `cluster-${it}`),
      'dev-weu, staging-weu': [
        ...['authorized-ranges', 'auto-upgrade', 'defender-profile', 'disk-key', 'guard-log', 'image-cleaner', 'kms'],
        ...['local-accounts', 'ssh'],
      ].map((it) => `cluster-${it}`),
      'dev-weu, prod-neu, prod-weu': ['gated-deployment', 'image-integrity', 'run-command'].map(
        (it) => `cluster-${it}`,
      ),
      'dev-weu, prod-neu, prod-weu, staging-weu': ['cluster-private'],
      'prod-neu': ['cluster-disk-key-age'],
      'staging-weu': ['cluster-secret-rotation', 'cluster-signed-by-policy'],
      'shop-demo-dev, shop-demo-prod': ['customer-key', 'events', 'logs', 'network'].map(
        (it) => `container-group-${it}`,
      ),
      'report-runner-dev, report-runner-prod': ['key-age'],
      'sf-legacy-dev, sf-legacy-prod': ['endpoint', 'entra', 'protection-level', 'tls', 'version'].map(
        (it) => `fabric-${it}`,
      ),
      'sfm-orders-dev': ['managed-fabric-entra'],
      'Contoso Non-Production': ['defender-plan-parts'],
    });
    expect(found.filter(({ standing }) => standing === 'unread')).toEqual([]);
    const keys = found.filter(({ check, standing }) => check === 'key-age' && standing === 'pass');
    expect(keys.map(({ resource, value }) => `${resource.name}: ${value}`).sort()).toEqual([
      ...['contosobatchprod: 2026-08-22', 'prod-neu: 2026-07-23', 'prod-weu: 2026-07-23'],
    ]);
  });

  it('read any number of resources by six questions to Resource Graph and one for each region', async () => {
    const { azure, calls } = counted();
    const { resources } = await readResources(azure, types);

    const found = await look(resources, false, azure);

    expect(calls).toEqual({ graph: 6, arm: new Set(resources.filter(isCluster).map((it) => it.location)).size });
    expect(new Set(found.map(({ check }) => check))).toEqual(
      new Set(practices.flatMap(({ checks }) => checks.filter((it) => it.reads === 'together').map((it) => it.code))),
    );
  });

  it('say what could not be read, of those that need it and of no others', async () => {
    const { resources } = await readResources(lab().connect(), types);
    lab().running.faults.set('arm', { status: 403, code: 'AuthorizationFailed' });
    lab().running.faults.set('aks', { status: 503 });

    const found = await look(resources, true);

    const unread = found.filter(({ standing }) => standing === 'unread');
    expect(new Set(unread.map(({ check }) => check))).toEqual(
      new Set([...oneByOne.filter((it) => it !== 'registry-signatures'), ...['cluster-version', 'cluster-patch']]),
    );
    expect(unread.find(({ check }) => check === 'registry-tokens')?.gap).toMatchObject({
      what: expect.stringMatching(/^the tokens of contoso/),
      next: expect.stringMatching(/Reader on .*registries\/contoso.*\/tokens/),
    });
    // A key that nobody has is no failure of a read.
    expect(found.find(({ check, resource }) => check === 'key-age' && resource.name === 'dev-weu')?.standing).toBe(
      'not-applicable',
    );
  });

  it('are unread where Resource Graph tells nothing of plans and policies', async () => {
    const { resources } = await readResources(lab().connect(), [armTypes.subscription, armTypes.registry]);
    lab().running.faults.set('resource-graph', { status: 403, code: 'AuthorizationFailed' });

    const found = await look(resources, false);

    const unread = found.filter(({ standing }) => standing === 'unread').map(({ check }) => check);
    expect([...new Set(unread)].sort()).toEqual([
      ...['defender-plan', 'defender-plan-parts', 'registry-findings', 'registry-retired-scanner', 'registry-scanned'],
    ]);
  });

  it('say of a row in another shape that it is not understood, and go on with the others', async () => {
    const { platforms } = lab().world;
    const [account, other] = platforms.filter(({ type }) => type === 'Microsoft.Batch/batchAccounts');
    const pool = { name: 'odd', type: 'Microsoft.Batch/batchAccounts/pools', properties: { userAccounts: 'none' } };
    platforms.push({ ...pool, id: `${account?.id}/pools/odd` });
    const group = { name: 'odd-group', type: 'Microsoft.ContainerInstance/containerGroups', properties: [] };
    platforms.push({ ...group, id: account?.id.replace(/providers.*/, `providers/${group.type}/odd-group`) ?? '' });

    const { resources, gaps } = await readResources(lab().connect(), types);
    const found = await look(resources, false);
    platforms.splice(-2);

    expect(gaps.map(({ what }) => what)).toEqual(['the posture of odd-group']);
    const pools = found.filter(({ check }) => check === 'batch-pool-admins');
    expect(Object.fromEntries(pools.map((it) => [it.resource.name, it.gap?.why ?? it.standing]))).toEqual({
      [account?.name ?? '']: 'Resource Graph gave a pool in a form that is not understood.',
      [other?.name ?? '']: 'fail',
    });
  });

  it('tell a vault that cannot be seen from a key, and ask nobody for an identifier that is none', async () => {
    const { azure, calls } = counted();
    const reading = postureReading({ azure, config: postureConfig.parse({}), now });
    const identifiers = [
      ...['https://hsm.managedhsm.azure.net/keys/k/1', 'https://other.vault.azure.net/keys/k', 'k', ''],
      ...['https://other.vault.azure.net/keys/..%2f..', 'http://other.vault.azure.net/keys/k'],
    ];

    const found = await Promise.all(identifiers.map((it) => keyVersion(reading, it)));

    expect(found.map((it) => 'why' in it && it.next)).toEqual(
      identifiers.map(() => expect.stringMatching(/Reader on the vault/)),
    );
    expect(calls).toEqual({ graph: 1, arm: 0 });
  });

  it('are asked of one resource by its id, a subscription too', async () => {
    const azure = lab().connect();
    const { id } = lab().world.cluster('dev-weu');
    const [subscription] = lab().world.subscriptions;

    const [one, other, none] = await Promise.all(
      [id.toUpperCase(), `/subscriptions/${subscription?.id}`, "/x' or 1 == 1 //"].map((it) =>
        readResources(azure, types, { id: it }),
      ),
    );

    expect(one?.resources.map(({ name, environment, owner }) => [name, environment, owner])).toEqual([
      ['dev-weu', 'dev', 'team-platform'],
    ]);
    expect(other?.resources.map(({ type, name }) => [type, name])).toEqual([
      [armTypes.subscription, subscription?.name],
    ]);
    expect(none?.resources).toEqual([]);
  });
});

const isCluster = ({ type }: ReadResource): boolean => type === armTypes.cluster;
