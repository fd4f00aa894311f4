import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const said: [said: string, understood: string][] = [
  ['detect', 'detect'],
  ['detect prod-weu', 'detect prod-weu'],
  ['run the AKS detectors for prod-weu please', 'detect prod-weu'],
  ['what do the aks detectors say about prod-weu', 'detect prod-weu'],
  ['diagnose and solve problems in prod-weu', 'detect prod-weu'],
  ['checkup prod-weu', 'detect prod-weu'],
  ['detcet prod-weu', '? detect prod-weu'],
  ['detect prod-weu connectivity', 'detect connectivity prod-weu'],
  ['detect node health in prod-weu', 'detect node health prod-weu'],
  ['detect best practices prod-weu', 'detect best practices prod-weu'],
  ['detect prod-weu upgrades', 'detect create upgrade delete and scale prod-weu'],
  ['detect oom', 'detect oomkilled'],
  ['detect prod-weu snat', 'detect snat-usage prod-weu'],
  ['detect dns prod-weu', 'detect cluster-dns prod-weu'],
  ['detect NodeMemoryPressure prod-weu', 'detect nodememorypressure prod-weu'],
  ['detect check=foo-bar in prod-weu', 'detect check=foo-bar prod-weu'],
];

describe("AKS's checks, as people ask for them", () => {
  it.each(said)('hears %j as %j', (text, understood) => {
    expect(heard(text)).toBe(understood);
  });
});
