import { expect, it } from 'vitest';
import { meetsNodeSelector, meetsRequirement } from '../../../src/diagnosis/scheduling/label-match.ts';
import { untolerated } from '../../../src/diagnosis/scheduling/tolerations.ts';

it.each([
  ['In', ['ssd', 'nvme'], true],
  ['In', ['hdd'], false],
  ['NotIn', ['hdd'], true],
  ['NotIn', ['ssd'], false],
  ['Exists', [], true],
  ['DoesNotExist', [], false],
])('reads %s %j of a label that is ssd', (operator, values, met) => {
  expect(meetsRequirement({ disk: 'ssd' }, { key: 'disk', operator, values })).toBe(met);
});

it('takes a label that is not there as met by NotIn and DoesNotExist alone', () => {
  const met = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt'].filter((operator) =>
    meetsRequirement({}, { key: 'disk', operator, values: ['1'] }),
  );

  expect(met).toEqual(['NotIn', 'DoesNotExist']);
});

it('compares numbers, and nothing that is none', () => {
  expect(meetsRequirement({ cores: '16' }, { key: 'cores', operator: 'Gt', values: ['8'] })).toBe(true);
  expect(meetsRequirement({ cores: '16' }, { key: 'cores', operator: 'Lt', values: ['8'] })).toBe(false);
  expect(meetsRequirement({ cores: 'many' }, { key: 'cores', operator: 'Gt', values: ['8'] })).toBe(false);
});

it('lets any term of a node selector do, by labels or by name', () => {
  const node = { metadata: { name: 'node-1', labels: { disk: 'ssd' } } };
  const byName = { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] };

  expect(meetsNodeSelector(node, { nodeSelectorTerms: [{}, byName] })).toBe(true);
  expect(meetsNodeSelector(node, { nodeSelectorTerms: [{}] })).toBe(false);
});

it('keeps a pod off by taints that no toleration covers, PreferNoSchedule never', () => {
  const taints = [
    { key: 'gpu', value: 'true', effect: 'NoSchedule' },
    { key: 'sick', effect: 'NoExecute' },
    { key: 'old', effect: 'PreferNoSchedule' },
  ];
  const names = (...tolerations: object[]) => untolerated(taints, tolerations).map(({ key }) => key);

  expect(names()).toEqual(['gpu', 'sick']);
  expect(names({ key: 'gpu', operator: 'Equal', value: 'true' })).toEqual(['sick']);
  expect(names({ key: 'gpu', operator: 'Equal', value: 'no' })).toEqual(['gpu', 'sick']);
  expect(names({ key: 'sick', operator: 'Exists', effect: 'NoSchedule' })).toEqual(['gpu', 'sick']);
  expect(names({ operator: 'Exists' })).toEqual([]);
});
