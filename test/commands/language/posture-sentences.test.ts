import { describe, expect, it } from 'vitest';
import { practices } from '../../../src/security/posture/practices.ts';
import { heard } from './say.ts';

const said: [said: string, understood: string][] = [
  ['posture', 'posture'],
  ['score', 'posture'],
  ['what is our score?', 'posture'],
  ['are we compliant?', 'posture'],
  ['best practices', 'posture'],
  ['which best practices fail', 'posture failed'],
  ['posture all', 'posture'],
  ['posture of the whole estate', 'posture'],
  ['how secure is prod-weu', 'posture prod-weu'],
  ['is prod-weu secure', 'posture prod-weu'],
  ['show me the posture of the cluster prod-weu', 'posture prod-weu'],
  ['how secure is my registry contoso', 'posture contoso'],
  ['is our registry compliant', 'posture registries'],
  ['posture for all clusters', 'posture clusters'],
  ['posture registry credentials', 'posture registry credentials'],
  ['posture admin user', 'posture registry credentials'],
  ['posture registry-admin-user', 'posture registry credentials'],
  ['posture prod-weu registry credentials', 'posture registry credentials prod-weu'],
  ['posture failed', 'posture failed'],
  ['what fails in the posture of prod-weu', 'posture failed prod-weu'],
  ['posture environment=production owner=team-a', 'posture environment=production owner=team-a'],
  ['posture subscription=contoso', 'posture subscription=contoso'],
  ['what changed in posture', 'posture changes'],
  ['posture changes in prod-weu', 'posture changes prod-weu'],
  [
    'except posture registry credentials of contoso because it goes',
    'except posture registry credentials contoso because it goes',
  ],
  [
    'accept the risk of registry credentials on contoso days=30 because we have a firewall',
    'except posture registry credentials contoso days=30 because we have a firewall',
  ],
  ['postrue prod-weu', '? posture prod-weu'],
  ['postur', '? posture'],
];

describe('the posture, as people ask for it', () => {
  it.each(said)('hears %j as %j', (text, understood) => {
    expect(heard(text)).toBe(understood);
  });
});

it('hears each practice by its title, its other words and the codes of its checks', () => {
  for (const { title, also, code, checks } of practices) {
    const practice = heard(`posture ${code}`);
    const ways = [title, ...also, ...checks.map((check) => check.code)];

    expect(practice).toMatch(/^posture \w/);
    expect(ways.map((way) => [way, heard(`posture ${way}`)])).toEqual(ways.map((way) => [way, practice]));
    expect(heard(practice)).toBe(practice);
  }
});
