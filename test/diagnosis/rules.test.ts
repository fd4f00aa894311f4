import { describe, expect, it } from 'vitest';
import { rulesFor } from '../../src/diagnosis/diagnose.ts';
import type { EvidenceName } from '../../src/diagnosis/rule.ts';
import * as shelf from '../../src/evidence/index.ts';
import { event, given, history, killed, memory, node, now, pod, usage, workload } from './given.ts';

const cases = {
  limit: given({
    containerRestarts: [pod('a', { terminations: [killed(10)] })],
    restartHistory: [history('a', [10, 40])],
    memoryUsage: memory(usage('a', { peakMiB: 255, limitMiB: 256 }), node('node-1', 6_000)),
  }),
  node: given({
    containerRestarts: [pod('a', { terminations: [killed(10)] })],
    eventHistory: [event('SystemOOM', 'System OOM encountered, victim process: java, pid: 1')],
    memoryUsage: memory(usage('a', { peakMiB: 90, limitMiB: 256 }), node('node-1', 11_990)),
  }),
  calm: given({ containerRestarts: [pod('a')], workloadReplicas: { desired: 1 } }),
  unread: given({ restartHistory: [history('a', [10, 40])] }),
  shortNode: given({
    containerRestarts: [pod('a')],
    eventHistory: [event('OOMKilling', 'Out of memory: Killed process 1 (python)')],
  }),
  run: given({ containerRestarts: [pod('a', {}, { phase: 'Succeeded', ready: false })] }),
  aNode: given({
    nodeConditions: [{ name: 'n', ready: true, cordoned: false, conditions: [{ type: 'Ready', status: 'True' }] }],
  }),
};
const kinds = { run: 'Job', aNode: 'Node' } as const;
const subjectOf = (name: string) => workload('it', kinds[name as keyof typeof kinds] ?? 'Deployment');

describe.each(rulesFor(undefined))('rule $code', (rule) => {
  it.each(Object.entries(cases))('reads nothing but what it asked for (%s)', (name, evidence) => {
    const read = new Set<string>();
    const watched = new Proxy(evidence, {
      get: (target, name: EvidenceName) => {
        read.add(name);
        return target[name];
      },
    });

    if (rule.needs.every((name) => evidence[name])) rule.judge(watched as never, subjectOf(name), now);

    expect([...read].filter((name) => ![...rule.needs, ...(rule.wants ?? [])].includes(name as EvidenceName))).toEqual(
      [],
    );
  });

  it('answers with its own code', () => {
    const findings = Object.entries(cases)
      .filter(([, evidence]) => rule.needs.every((need) => evidence[need]))
      .flatMap(([name, evidence]) => rule.judge(evidence as never, subjectOf(name), now) ?? []);

    expect(findings.flat().filter((finding) => finding.code !== rule.code)).toEqual([]);
  });
});

it('asks for evidence by the name that its collector has', () => {
  for (const [name, collector] of Object.entries(shelf)) expect(collector.name).toBe(name);
});
