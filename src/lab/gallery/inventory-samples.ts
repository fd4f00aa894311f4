import { inventoryCard } from '../../cards/inventory.ts';
import { inventoryItemCard } from '../../cards/inventory-item.ts';
import type { InventoryItem, Risk } from '../../model/inventory.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const subscriptions = new Map([['s1', 'Contoso Production']]);

const secret: Risk = {
  ...{ code: 'plain-secret', level: 'High' },
  reason: 'Secret in a plain variable: DB_PASSWORD, STORAGE_KEY. Whoever may read the resource can read it',
  next: 'Set it as secureValue, or mount it from Key Vault, and change the secret',
};
const address: Risk = {
  ...{ code: 'public-address', level: 'High' },
  reason: 'Public address 20.71.9.14, port 80, 22',
  next: 'Put it into a virtual network, behind a gateway where the world must reach it',
};
const image: Risk = {
  ...{ code: 'public-registry', level: 'Medium' },
  reason: 'Image from a public registry: nginx:latest',
  next: 'Import it into a registry of yours (az acr import) and run it from there',
};
const tag: Risk = {
  ...{ code: 'latest-tag', level: 'Low' },
  ...{ reason: 'Image without a fixed version: nginx:latest', next: 'Name a version or a digest' },
};

function item(more: Partial<InventoryItem> = {}): InventoryItem {
  return {
    id: '/subscriptions/s1/resourceGroups/rg-sandbox/providers/Microsoft.ContainerInstance/containerGroups/shop-demo',
    ...{ platform: 'Container Instances', name: 'shop-demo', subscriptionId: 's1', resourceGroup: 'rg-sandbox' },
    ...{ location: 'westeurope', environment: 'production', count: '2 containers' },
    ...{ images: ['nginx:latest', 'ghcr.io/contoso-labs/seed:2'], risks: [secret, address, image, tag] },
    ...more,
  };
}

const items: InventoryItem[] = [
  item(),
  item({
    ...{
      platform: 'VM with Docker',
      name: 'vm-old-build',
      count: '6 machines',
      images: ['memcached'],
      owner: 'team-build',
    },
    risks: [
      {
        ...{ code: 'docker-port-open', level: 'High' },
        reason: 'The Internet may reach Docker on port 2375 (rule docker), without TLS',
        next: 'Close the port in the network security group: who gets in is root on the machine',
      },
    ],
  }),
  item({ platform: 'Web App for Containers', name: 'contoso-wiki', images: ['requarks/wiki:2'], risks: [image] }),
  item({ platform: 'Batch pools', name: 'contosobatch/render', count: '4 nodes', owner: 'team-insight', risks: [tag] }),
  item({ platform: 'AKS', name: 'prod-weu', count: '6 nodes, 1.31.9', owner: 'team-platform', images: [], risks: [] }),
  item({ platform: 'Web App for Containers', name: 'contoso-sidecars', images: [], risks: [], gaps }),
];

const platforms = (text?: string) => [
  { platform: text ?? 'Container Instances', count: 214, high: 31, risky: 102, button: press('Only') },
  { platform: 'VM with Docker', count: 12, high: 12, risky: 12, button: press('Only') },
  { platform: 'Web App for Containers', count: 80, high: 0, risky: 44, button: press('Only') },
  { platform: 'AKS', count: 1004, high: 0, risky: 0, button: press('Only') },
];

const list = (o: Partial<Parameters<typeof inventoryCard>[0]> = {}) =>
  inventoryCard({
    ...{ platforms: platforms(), items, rows: items.map((it) => ({ item: it, button: press('Show') })), from: 1 },
    ...{ subscriptions, filter: '', gaps: [], limited: false, at: before(1), now },
    buttons: ['Next', 'Back', 'Risky alone', 'All platforms', 'As CSV', 'Look again'].map((title) => press(title)),
    ...o,
  });

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const many = (text: string): InventoryItem[] =>
  Array.from({ length: 6 }, () =>
    item({
      ...{ name: text, owner: text, environment: text, location: text, count: text },
      images: Array.from({ length: 30 }, () => text),
      risks: Array.from({ length: 9 }, () => ({ ...secret, reason: text, next: text })),
    }),
  );
const rowsOf = (those: readonly InventoryItem[]) => those.map((it) => ({ item: it, button: press('Show') }));
const all = (text: string) => ({ platforms: platforms(text), items: many(text), rows: rowsOf(many(text)) });
const later = { platforms: [], from: 7, filter: 'Container Instances, in production, risky' };
const nothing = { platforms: [], items: [], rows: [] };
const one = (it: InventoryItem) =>
  inventoryItemCard({
    ...{ item: it, subscriptions, at: before(1), now },
    buttons: [press('All Container Instances')],
  });

/** The samples of the inventory's card, and of one thing's. */
export const inventorySamples: Sample[] = (
  [
    ['the whole inventory', () => list()],
    ['one platform, a later page, within a scope', () => list({ ...later, limited: true })],
    ['an inventory that is not whole', () => list({ gaps })],
    ['an empty inventory', () => list(nothing)],
    ['an inventory of which nothing could be read', () => list({ ...nothing, gaps })],
    ['very long', () => list({ ...all(long), filter: long })],
    ['hostile text', () => list({ ...all(hostileText), filter: hostileText })],
    ['one thing with its risks', () => one(item())],
    ['one thing without a risk', () => one(item({ risks: [], owner: 'team-shop' }))],
    ['very long, one thing', () => one(many(long)[0] ?? item())],
    ['hostile text, one thing', () => one(many(hostileText)[0] ?? item())],
  ] as const
).map(([sample, make]) => ({ card: 'inventory', sample, make }));
