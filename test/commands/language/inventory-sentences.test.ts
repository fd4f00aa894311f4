import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const sentences: [said: string, understood: string][] = [
  ['inventory', 'inventory'],
  ['show me the inventory', 'inventory'],
  ['what runs containers?', 'inventory'],
  ['what platforms do we have', 'inventory'],
  ['assets in production', 'inventory in "production"'],
  ['inventory of aks in westeurope', 'inventory aks in westeurope'],
  ['container instances', 'inventory aci'],
  ['list all container apps', 'inventory aca'],
  ['inventory sf managed', 'inventory service fabric managed'],
  ['inventory docker swarm', 'inventory retired'],
  ['inventory vms with docker', 'inventory vm'],
  ['risky inventory at risk in dev', 'inventory risky in "dev"'],
  ['inventory by team-shop', 'inventory owner=team-shop'],
  ['inventory subscription "Contoso Production"', 'inventory subscription="contoso production"'],
  ['aci with public ip', 'inventory aci exposed'],
  ['inventory high', 'inventory high risk'],
  ['web apps without an owner', 'inventory web app without owner'],
  ['export inventory', 'inventory export'],
  ['inventory in "West Europe"', 'inventory in "west europe"'],
  ['inventory as csv risky', 'inventory export risky'],
];

describe('the inventory, as people type it', () => {
  it.each(sentences)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });
});
