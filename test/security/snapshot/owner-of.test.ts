import { describe, expect, it } from 'vitest';
import { run } from '../../../src/lab/gallery/image-list-data.ts';
import { ownerAmong, taggedRuns } from '../../../src/security/snapshot/owner-of.ts';

const { owner: _, ...bare } = run();
const tags = {
  registries: new Map([['contoso.azurecr.io', 'team-registry']]),
  clusters: new Map([['/subscriptions/1/clusters/prod-weu', 'team-cluster']]),
};
const id = '/subscriptions/1/clusters/PROD-weu';
const owned = (more: object, clusterId = id) => ownerAmong(taggedRuns([{ ...bare, ...more }], tags, clusterId));

describe('the owner of what runs', () => {
  it.each<[string, object, string, object]>([
    ['a label before any tag', { registry: 'contoso.azurecr.io', owner: 'ann' }, id, { owner: 'ann' }],
    [
      'the tag of its registry',
      { registry: 'contoso.azurecr.io' },
      id,
      { owner: 'team-registry', ownerFrom: 'registry' },
    ],
    ['else the tag of its cluster', { registry: 'docker.io' }, id, { owner: 'team-cluster', ownerFrom: 'cluster' }],
    ['nobody where nothing is tagged', { registry: 'docker.io' }, '/other', {}],
  ])('is %s', (_case, more, clusterId, is) => {
    expect(owned(more, clusterId)).toEqual(is);
  });

  it('is of an image the one that a label names in any of its places, before one by a tag', () => {
    const runs = [
      { ...bare, owner: 'tagged', ownerFrom: 'cluster' as const },
      { ...bare, owner: 'ann' },
    ];

    expect(ownerAmong(runs)).toEqual({ owner: 'ann' });
  });
});
