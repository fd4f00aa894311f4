import type { Block, Constraint } from './constraint.ts';

/** How the scheduler words its refusals; the count before each says how many nodes it is true of. */
const words: readonly [RegExp, Constraint][] = [
  [/unbound immediate PersistentVolumeClaims|persistentvolumeclaim "[^"]+" (?:not found|is being deleted)/i, 'volume'],
  [/didn't find available persistent volumes|did not have enough free storage|nonexistent persistentvolume/i, 'volume'],
  [/volume node affinity conflict|no available volume zone|max volume count/i, 'volume-zone'],
  [/were unschedulable/, 'cordon'],
  [
    /untolerated taint \{node\.(?:kubernetes\.io|cloudprovider)|were not ready|had taint \{node\.kubernetes/,
    'not-ready',
  ],
  [/untolerated taint|had taint/, 'taint'],
  [/pod anti-affinity|existing pods' anti-affinity/, 'pod-anti-affinity'],
  [/pod affinity/, 'pod-affinity'],
  [/topology spread/, 'spread'],
  [/free ports/, 'host-port'],
  [/Insufficient cpu/, 'cpu'],
  [/Insufficient memory/, 'memory'],
  [/Insufficient [\w./-]+|Too many pods/, 'other-resource'],
  [/node affinity\/selector|node selector|match(?:ing)? node affinity/, 'node-selector'],
];

/** What the scheduler says itself, constraint by constraint, with the number of nodes; its talk of preemption is left out. */
export function constraintsIn(message: string): Map<Constraint, { nodes: number; text: string }> {
  const said = new Map<Constraint, { nodes: number; text: string }>();
  const [reasons = ''] = message.split(/ ?preemption:/);
  for (const part of reasons.replace(/^\d+\/\d+ nodes are available:?/, '').split(/, (?=\d)|\. /)) {
    const found = words.find(([word]) => word.test(part));
    if (!found) continue;
    const nodes = Number(/^\s*(\d+) /.exec(part)?.[1] ?? 0);
    const known = said.get(found[1]);
    said.set(found[1], { nodes: nodes + (known?.nodes ?? 0), text: known?.text ?? part.trim().replace(/\.$/, '') });
  }
  return said;
}

/** Whether the scheduler's words name a constraint; it does not tell a selector from an affinity. */
export function says(said: ReadonlyMap<Constraint, unknown>, { constraint }: Pick<Block, 'constraint'>): boolean {
  const twin: Partial<Record<Constraint, Constraint>> = {
    'node-affinity': 'node-selector',
    taint: 'not-ready',
    'not-ready': 'taint',
  };
  return said.has(constraint) || said.has(twin[constraint] ?? constraint);
}
