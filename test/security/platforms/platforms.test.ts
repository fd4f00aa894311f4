import { describe, expect, it } from 'vitest';
import { guardOf } from '../../../src/security/inventory/docker-guard.ts';
import { itemsOf } from '../../../src/security/inventory/items-of.ts';
import { SecurityRule } from '../../../src/security/inventory/open-ports.ts';
import { platforms } from '../../../src/security/inventory/read-inventory.ts';
import type { Surroundings } from '../../../src/security/inventory/surroundings.ts';

const now = new Date('2026-11-25T12:00:00Z');
const around: Surroundings = {
  ...{ now, registries: new Set(['contoso.azurecr.io']), batchAccounts: new Map(), internalEnvironments: new Set() },
  ...{ sites: new Map(), fabricNodes: new Map(), dockerGuards: new Map() },
};

/** The item of one row of Resource Graph. */
function listed(platform: string, read: unknown, more: Partial<Surroundings> = {}, id = '/x/one') {
  const rows = [
    { ...{ id, name: 'one', subscriptionId: 's', platform, tags: { Owner: 'team-a', ENV: 'Prod' } }, read },
  ];
  const [item] = itemsOf(rows, { platforms, around: { ...around, ...more }, ownerTags: ['owner'] });
  if (!item) throw new Error(`no platform is called ${platform}`);
  return item;
}

const codes = (platform: string, read: unknown, more: Partial<Surroundings> = {}, id?: string) =>
  listed(platform, read, more, id).risks.map(({ code, level }) => `${level} ${code}`);

const ours = 'contoso.azurecr.io/api:1';
const group = (image: string, environmentVariables: object[] = []) => [{ properties: { image, environmentVariables } }];
const docker = (port: string, options: string[] = []) => ({ settings: { docker: { port, options } } });
const security = (parameters: Record<string, string>) => [
  { name: 'Security', parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) },
];
const linux = (it: object) => ({
  os: 'Linux',
  entra: 't',
  endpoint: 'https://x',
  settings: security({ EnforceLinuxMinTlsVersion: 'true' }),
  ...it,
});

describe('what speaks against a platform', () => {
  it.each([
    ['AKS', { entra: true, noLocal: true, private: true }, []],
    ['AKS', { entra: true, noLocal: true, ranges: ['10.0.0.0/8'] }, []],
    ['AKS', { entra: true, noLocal: true, ranges: ['10.0.0.0/8', '0.0.0.0/0'] }, ['Medium open-api-server']],
    ['AKS', {}, ['High no-entra', 'Medium local-accounts', 'Medium open-api-server']],
    ['Container Registry', { sku: 'Premium', admin: false, access: 'Disabled' }, []],
    ['Container Registry', { sku: 'Premium', access: 'Enabled', default: 'Deny' }, []],
    [
      'Container Registry',
      { admin: true, anonymous: true, access: 'Enabled', default: 'Allow' },
      ['High anonymous-pull', 'High admin-user', 'Low public-network'],
    ],
    ['Container Instances', { containers: group(ours), address: { type: 'Private' } }, []],
    [
      'Container Instances',
      { containers: group(ours), address: { type: 'Public', ip: '1.2.3.4', ports: [{ port: 443 }] } },
      ['Medium public-address'],
    ],
    [
      'Container Instances',
      { containers: group(ours), address: { type: 'Public', ip: '1.2.3.4', ports: [{ port: 22 }] } },
      ['High public-address'],
    ],
    ['Container Instances', { containers: group(ours, [{ name: 'DB_PASSWORD', value: 'x' }]) }, ['High plain-secret']],
    [
      'Container Instances',
      {
        containers: group(ours, [
          { name: 'ConnectionStrings__Default', value: 'Server=db;User=app;Password=hunter22' },
        ]),
      },
      ['High plain-secret'],
    ],
    ['Container Instances', { containers: group(ours, [{ name: 'DB_PASSWORD', value: '/mnt/secrets/db' }]) }, []],
    ['Container Instances', { containers: group(ours, [{ name: 'DB_PASSWORD' }, { name: 'LOG', value: 'x' }]) }, []],
    ['Container Instances', { containers: [], init: group('ghcr.io/a/b:1') }, ['Medium public-registry']],
    [
      'Container Instances',
      { containers: group(ours), logins: [{ server: 'x', username: 'u' }] },
      ['Low registry-password'],
    ],
    ['Container Apps', { containers: [{ image: ours, env: [{ name: 'DB', secretRef: 'db' }] }] }, []],
    [
      'Container Apps',
      { containers: [{ image: ours, env: [{ name: 'API_KEY', value: 'x' }] }], external: true, insecure: true },
      ['High plain-secret', 'Medium plain-http', 'Low public-ingress'],
    ],
    ['Web App for Containers', { linux: `DOCKER|${ours}`, https: true }, []],
    [
      'Web App for Containers',
      { site: [{ name: 'LinuxFxVersion', value: 'DOCKER|nginx' }] },
      ['Medium public-registry', 'Medium plain-http', 'Low latest-tag'],
    ],
    [
      'Web App for Containers',
      {
        linux: `COMPOSE|${Buffer.from(`services:\n  a:\n    image: ${ours}\n  b:\n    image: "quay.io/x/y:2"\n`).toString('base64')}`,
        https: true,
      },
      ['Medium public-registry', 'Low compose'],
    ],
    [
      'Batch pools',
      {
        containers: { containerImageNames: [ours] },
        addresses: 'NoPublicIPAddresses',
        users: [{ name: 'a', elevationLevel: 'NonAdmin' }],
      },
      [],
    ],
    [
      'Batch pools',
      {
        containers: {},
        users: [{ name: 'a', elevationLevel: 'Admin', password: 'x' }],
        start: { elevationLevel: 'Admin' },
      },
      ['High admin-user', 'Medium public-address', 'Low admin-start-task'],
    ],
    ['Service Fabric', linux({}), []],
    [
      'Service Fabric',
      linux({ entra: null, settings: security({ ClusterProtectionLevel: 'None' }), endpoint: 'http://x' }),
      ['High no-entra', 'High no-certificate', 'Medium unencrypted', 'Medium old-tls'],
    ],
    [
      'Service Fabric',
      linux({ version: '7.1', versions: [{ codeVersion: '7.1', supportExpiryUtc: '2021-07-31T00:00:00' }] }),
      ['High unsupported-version'],
    ],
    ['Service Fabric managed', { entra: 't', rdp: false }, []],
    ['Service Fabric managed', { rdp: true }, ['High no-entra', 'Medium remote-desktop']],
    ['Retired platform', { publisher: 'rancher', offer: 'rancheros' }, ['High retired']],
    ['VM with Docker', { settings: {} }, ['Medium docker-extension']],
    ['VM with Docker', docker('2376', ['--tlsverify']), ['Medium docker-extension']],
    ['VM with Docker', docker('2376'), ['Medium docker-extension', 'Medium docker-tls-unknown']],
    ['VM with Docker', docker('2375'), ['High docker-no-tls', 'Medium docker-extension']],
  ] as const)('%s: %j has %j', (platform, read, expected) => {
    expect(codes(platform, read)).toEqual(expected);
  });

  it('names the successor of each retired orchestrator', () => {
    const reasons = ['Swarm', 'DCOS', 'Kubernetes'].map((orchestrator) => {
      const [risk] = listed(
        'Retired platform',
        { orchestrator },
        {},
        '/providers/microsoft.containerservice/containerServices/a',
      ).risks;
      return `${risk?.reason.split(' is ')[0]} -> ${risk?.next}`;
    });

    expect(reasons).toEqual([
      'Azure Container Service with Docker Swarm -> Move to AKS',
      'Azure Container Service with DC/OS -> Move to AKS',
      'Azure Container Service with Kubernetes -> Move to AKS',
    ]);
  });

  it('keeps no value of a variable and no login of an image', () => {
    const item = listed('Container Instances', {
      containers: group('https://user:hunter22@ghcr.io/a/b:1', [{ name: 'DB_PASSWORD', value: 'hunter22' }]),
    });

    expect(JSON.stringify(item)).not.toContain('hunter22');
    expect(item.images).toEqual(['ghcr.io/a/b:1']);
  });

  it('lists what it does not understand with a gap, and never as safe', () => {
    const item = listed('Container Instances', { containers: 'none' });

    expect(item).toMatchObject({ count: 'settings not understood', owner: 'team-a', environment: 'prod' });
    expect(item.gaps).toMatchObject([{ what: 'risks of one', why: expect.stringContaining('containers') }]);
  });

  it('takes where a pool is and whose from its account', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Batch/batchAccounts/acc/pools/one';
    const batchAccounts = new Map([
      [id.toLowerCase().replace('/pools/one', ''), { location: 'uksouth', tags: { owner: 'team-b', env: 'dev' } }],
    ]);

    const item = listed('Batch pools', { containers: {}, dedicated: 3 }, { batchAccounts }, id);

    expect(item).toMatchObject({ name: 'acc/one', location: 'uksouth', owner: 'team-a', count: '3 nodes' });
  });
});

describe('the Docker port of a machine', () => {
  const rule = (priority: number, access: string, source: string, port: string, protocol = 'Tcp') =>
    SecurityRule.parse({
      name: `${access}-${priority}`,
      properties: {
        ...{ priority, access, protocol, direction: 'Inbound' },
        sourceAddressPrefix: source,
        destinationPortRange: port,
      },
    });
  const machine = '/x/virtualMachines/vm';
  const guarded = (rules: SecurityRule[], subnetRules?: SecurityRule[], isPublic = true) => {
    const guard = guardOf(
      [
        {
          networkSecurityGroup: { id: '/NSG/nic' },
          ipConfigurations: [
            { properties: { subnet: { id: '/net/subnets/s' }, publicIPAddress: isPublic ? { id: '/ip' } : null } },
          ],
        },
      ],
      {
        rules: new Map([
          ['/nsg/nic', { name: 'nic', rules }],
          ['/nsg/net', { name: 'net', rules: subnetRules ?? [] }],
        ]),
        subnets: new Map([['/net/subnets/s', subnetRules ? '/NSG/net' : undefined]]),
      },
    );
    return { dockerGuards: new Map([[machine.toLowerCase(), { guard, home: undefined }]]) };
  };
  const open = rule(310, 'Allow', '*', '2300-2400');

  it.each([
    ['a range that is open to all', [open], undefined, true, 'High docker-port-open'],
    ['an open range without a public address', [open], undefined, false, 'Medium docker-port-open'],
    ['a rule before it that denies', [rule(200, 'Deny', '*', '*', '*'), open], undefined, true, undefined],
    ['another port', [rule(310, 'Allow', '*', '22')], undefined, true, undefined],
    ['another protocol', [rule(310, 'Allow', '*', '2376', 'Udp')], undefined, true, undefined],
    ['an office alone', [rule(310, 'Allow', '203.0.113.0/24', '2376')], undefined, true, undefined],
    ['a subnet that is closed', [open], [rule(310, 'Allow', '*', '22')], true, undefined],
    ['a subnet that is open too', [open], [rule(100, 'Allow', 'Internet', '*')], true, 'High docker-port-open'],
  ] as const)('is judged by its groups: %s', (_, rules, subnetRules, isPublic, expected) => {
    const given = guarded([...rules], subnetRules && [...subnetRules], isPublic);

    const found = codes('VM with Docker', docker('2376', ['--tlsverify']), given, `${machine}/extensions/docker`);

    expect(found.filter((it) => it.includes('docker-port'))).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is not called unguarded where a group could not be read', () => {
    const interfaces = [{ networkSecurityGroup: { id: '/nsg/secret' }, ipConfigurations: [] }];

    expect(guardOf(interfaces, { rules: new Map(), subnets: new Map() })).toBeUndefined();
    expect(listed('VM with Docker', docker('2376')).gaps).toMatchObject([
      { what: expect.stringContaining('networks of') },
    ]);
  });
});
