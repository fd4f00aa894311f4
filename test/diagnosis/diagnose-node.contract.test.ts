import { beforeAll, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { nodeRunsOut } from '../../src/lab/world/troubles/node-runs-out.ts';
import type { Symptom } from '../../src/model/subject.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();
beforeAll(() => nodeRunsOut(lab().world));

async function why(name: string, symptom?: Symptom) {
  const azure = lab().connect();
  const located = await locateWorkload(azure, { name, cluster: 'prod-weu' });
  if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
  const to = new Date();
  return diagnose(azure, located.subject, symptom, { from: new Date(to.getTime() - 24 * 3_600_000), to });
}

it.each(['catalog-search', 'ledger'])(
  'blames the node for the kills of %s, which stayed below its limit',
  async (name) => {
    const { findings } = await why(name, 'OOMKilled');
    const [first] = findings;

    expect(findings).toHaveLength(1);
    expect(first?.code).toBe('oom-node-pressure');
    expect(first?.sentence).toMatch(/^Node aks-\S+ ran out of memory, not the limit/);
    expect(first?.suggestions[0]?.text).toContain('Look at report-builder in analytics');
    expect(first?.suggestions.map((it) => it.text).join()).not.toMatch(/Raise/);
  },
  60_000,
);

it('explains the eviction of cart by its node', async () => {
  const { findings } = await why('cart', 'Evicted');

  expect(findings[0]?.code).toBe('oom-node-pressure');
  expect(findings[0]?.sentence).toContain('was evicted');
}, 60_000);

it('still blames the limit for payments-api', async () => {
  expect((await why('payments-api', 'OOMKilled')).findings[0]?.code).toBe('oom-limit-too-low');
}, 60_000);
