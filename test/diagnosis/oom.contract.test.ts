import { expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import { oomAtStart } from '../../src/lab/scenarios/oom-at-start.ts';
import { oomInitContainer } from '../../src/lab/scenarios/oom-init-container.ts';
import { oomLeak } from '../../src/lab/scenarios/oom-leak.ts';
import { oomLowLimit } from '../../src/lab/scenarios/oom-low-limit.ts';
import { oomNoLimit } from '../../src/lab/scenarios/oom-no-limit.ts';
import { oomSandbox } from '../../src/lab/scenarios/oom-sandbox.ts';
import { oomSpike } from '../../src/lab/scenarios/oom-spike.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

it.each([
  { scenario: oomLowLimit, name: 'payments-api', code: 'oom-limit-too-low', says: 'more than its 256 MiB' },
  { scenario: oomLeak, name: 'ledger', code: 'oom-leak', says: 'in a straight line to its limit of 768 MiB' },
  { scenario: oomSpike, name: 'fraud-score', code: 'oom-spike', says: 'more than its 1024 MiB within seconds' },
  { scenario: oomAtStart, name: 'cart', code: 'oom-at-start', says: 'the revision before had 256 MiB' },
  { scenario: oomInitContainer, name: 'payments-api', code: 'oom-init-container', says: 'Init container migrate' },
  { scenario: oomSandbox, name: 'cart', code: 'oom-sandbox', says: 'before it starts' },
  { scenario: oomNoLimit, name: 'report-builder', code: 'oom-no-limit', says: 'has no memory limit' },
])(
  'tells $code of $name, read over the wire',
  async ({ scenario, name, code, says }) => {
    scenario.apply(lab().world);
    const azure = lab().connect();
    const located = await locateWorkload(azure, { name, cluster: 'prod-weu' });
    if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
    const to = lab().world.clock.now();
    const window = { from: new Date(to.getTime() - 24 * 3_600_000), to };

    const { findings } = await diagnose(azure, located.subject, undefined, window);

    expect(findings[0]?.code, findings.map((it) => `${it.code} ${it.confidence} ${it.sentence}`).join('\n')).toBe(code);
    expect(findings[0]?.sentence).toContain(says);
  },
  60_000,
);
