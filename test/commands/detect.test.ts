import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPressure } from '../../src/lab/scenarios/disk-pressure.ts';
import { dnsTrouble } from '../../src/lab/scenarios/dns-trouble.ts';
import { healthy } from '../../src/lab/scenarios/healthy.ts';
import { nodeNotReady } from '../../src/lab/scenarios/node-not-ready.ts';
import { nodePoolAtMaximum } from '../../src/lab/scenarios/node-pool-at-maximum.ts';
import { oomLowLimit } from '../../src/lab/scenarios/oom-low-limit.ts';
import type { Card } from '../../src/model/card.ts';
import { startDialogue, type TestDialogue } from './start-dialogue.ts';

let it_: TestDialogue;
beforeAll(async () => {
  it_ = await startDialogue();
});
afterAll(() => it_.close());

const text = (card: Card) => JSON.stringify(card.json);
const ask = async (said: string) => (await it_.ask(said, 'vera')).card;
const asked = () => it_.azure.requests.all().filter(({ path }) => /\/detectors(\/|$)/i.test(path));

describe("AKS's own checks", () => {
  it.each([
    [healthy, 'found no trouble', []],
    [oomLowLimit, '1 warning', ['OOMKilled Pods', 'payments-api']],
    [diskPressure, '1 warning', ['Node Disk Pressure']],
    [nodeNotReady, '1 critical', ['Node Not Ready', 'Kubelet stopped posting node status.']],
    [nodePoolAtMaximum, '1 warning', ['Cluster Auto-Scaler', 'max node group size reached']],
    [dnsTrouble, '1 critical', ['Cluster DNS', 'coredns']],
  ])('follow from the state of the cluster: $name', async (scenario, verdict, told) => {
    scenario.apply(it_.world);

    const card = await ask('detect prod-weu');

    expect(card.summary).toContain(verdict);
    for (const word of told) expect(text(card)).toContain(word);
    expect(text(card)).toMatch(/✓ \d\d checks passed/);
    expect(text(card)).not.toContain('could not be read');
  });

  it('are made over a day, each once, without what has no end', async () => {
    oomLowLimit.apply(it_.world);
    const before = asked().length;

    await ask('detect prod-weu');

    const made = asked()
      .slice(before)
      .map(({ path }) => path.split('/').at(-1));
    expect(made.length).toBeGreaterThan(30);
    expect(new Set(made).size).toBe(made.length);
    expect(made).not.toContain('emergingIssues');
  });

  it('are made of one category with what its overview names, and of one check with all that it says', async () => {
    oomLowLimit.apply(it_.world);

    const category = await ask('detect prod-weu node health');
    const one = await ask('detect prod-weu oom');

    expect(category.summary).toMatch(/prod-weu: 1 warning in \d checks of node health/);
    expect(text(category)).toContain('OOMKilled Pods');
    expect(text(category)).not.toContain('Cluster Load Balancer');
    expect(one.summary).toMatch(/^OOMKilled Pods: OOM Kills were found for \d containers/);
    expect(text(one)).toMatch(/payments · payments-api-[\w-]+ · api · \d+ · 2026-11-25/);
    expect(text(one)).toContain('Give the containers more memory');
    expect(text(one)).toMatch(/"title":"Why payments-api-/);
  });

  it('lead from the list to one check, and from there to why', async () => {
    oomLowLimit.apply(it_.world);
    const list = await ask('detect prod-weu');
    const [, id = ''] = /"verb":"detect","data":\{"id":"(\w+)"/.exec(text(list)) ?? [];

    const { card } = await it_.ask({ verb: 'detect', data: { id } }, 'vera');

    expect(card.summary).toMatch(/^OOMKilled Pods/);
  });

  it('that could not be made are gaps, and never called passed', async () => {
    healthy.apply(it_.world);
    it_.world.faults.set('aks', { status: 403, match: /snat-usage|cluster-dns$/ });

    const card = await ask('detect prod-weu');

    expect(card.summary).toMatch(/^\d+ checks of prod-weu found no trouble, others could not be made/);
    expect(text(card)).toContain('SNAT Connection and Port Allocation');
    expect(text(card)).toMatch(/2|3 things could not be read/);
  });

  it('say that nothing could be read, with the role that is missing', async () => {
    healthy.apply(it_.world);
    it_.world.faults.set('aks', { status: 403, match: /detectors/ });

    const card = await ask('detect prod-weu');

    expect(card.summary).toBe('AKS could make no check of prod-weu');
    expect(text(card)).toContain('Grant the bot');
  });

  it('that there are not are answered with those of nearly the same name', async () => {
    healthy.apply(it_.world);

    const card = await ask('detect prod-weu check=oomkiled');

    expect(card.summary).toContain('no check \\"oomkiled\\"'.replaceAll('\\', ''));
    expect(text(card)).toContain('"title":"oomkilled"');
  });
});
