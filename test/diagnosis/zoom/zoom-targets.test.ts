import { expect, it } from 'vitest';
import { zoomTargets } from '../../../src/diagnosis/zoom/zoom-targets.ts';
import type { Subject } from '../../../src/model/subject.ts';
import { workload } from '../given.ts';

const blamed = (kind: string, name: string, confidence: number) => ({
  code: 'found',
  about: { kind, namespace: kind === 'Node' ? '' : 'shop', name },
  confidence,
  sentence: '',
  quotes: [],
  suggestions: [],
});

const findings = [
  blamed('Service', 'cart', 0.95),
  blamed('Deployment', 'cart', 0.94),
  blamed('Deployment', 'cart', 0.9),
  blamed('Node', 'node-1', 0.8),
  blamed('StatefulSet', 'db', 0.6),
  blamed('Deployment', 'web', 0.5),
];

it.each<[string, Subject['kind'], typeof findings, string[]]>([
  ['a namespace by its first three workloads and nodes', 'Namespace', findings, ['cart', 'node-1', 'db']],
  ['a cluster the same way', 'Cluster', findings.slice(4), ['db', 'web']],
  ['one workload not at all', 'Deployment', findings, []],
  ['one node not at all', 'Node', findings, []],
  ['no guess that nobody would put forward', 'Namespace', [blamed('Deployment', 'cart', 0.19)], []],
])('looks closer into %s', (_, kind, those, names) => {
  const targets = zoomTargets(those, { ...workload('shop', kind), report: 'cart is slow' });

  expect(targets.map(({ name }) => name)).toEqual(names);
  expect(targets.every(({ report }) => report === 'cart is slow')).toBe(true);
});
