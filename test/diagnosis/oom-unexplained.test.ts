import { expect, it } from 'vitest';
import { oomUnexplained } from '../../src/diagnosis/rules/oom-unexplained.ts';
import { given, history, killed, now, pod, workload } from './given.ts';

const judge = (evidence: ReturnType<typeof given>) => oomUnexplained.judge(evidence, workload('payments-api'), now);

it('admits that neither the limit nor the node could be read', () => {
  const finding = judge(given({ restartHistory: [history('a', [10, 20])] }));

  expect(finding?.sentence).toContain('OOM-killed 2 times in 20 min');
  expect(finding?.confidence).toBeLessThan(0.3);
});

it('is silent when the limit is known', () => {
  expect(judge(given({ containerRestarts: [pod('a', { terminations: [killed(10)] })] }))).toBeUndefined();
});
