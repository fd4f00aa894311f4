import { describe, expect, it } from 'vitest';
import { helpCard } from '../../src/cards/help.ts';
import { pickerCard } from '../../src/cards/picker.ts';
import { press } from '../../src/lab/gallery/sample.ts';
import { samples } from '../../src/lab/gallery/samples.ts';
import { partsOfType, textOf } from './card-parts.ts';

const json = (card: string, sample: string) =>
  samples.find((it) => it.card === card && it.sample === sample)?.make().json;

describe('the cluster health card', () => {
  it('keeps user pods and system pods apart', () => {
    const columns = partsOfType(json('cluster-health', 'usual'), /^Column$/).map(textOf);

    expect(columns).toContain('User pods\n48 running\n1 pending\n3 failing\n4 succeeded');
    expect(columns).toContain('System pods\n31 running');
  });

  it('names the nodes that are not well', () => {
    expect(textOf(json('cluster-health', 'usual'))).toContain('1 not ready  aks-user-31022-vmss000003');
  });

  it('has no section for what could not be read, and says so', () => {
    const text = textOf(json('cluster-health', 'partly read'));

    expect(text).toContain('Not shown, because it could not be read: pods, CPU and memory, restarts.');
    expect(text).not.toContain('User pods');
  });

  it('cuts long lists and says by how much', () => {
    const text = textOf(json('cluster-health', 'worst case'));

    expect(text).toContain('55 more alerts firing');
    expect(text).toContain('55 more containers restarted');
  });

  it('draws one chart with both lines', () => {
    const [chart, ...others] = partsOfType(json('cluster-health', 'usual'), /^Chart\./);

    expect(((chart?.data ?? []) as { legend: string }[]).map(({ legend }) => legend)).toEqual(['CPU', 'Memory']);
    expect(others).toEqual([]);
  });
});

describe('the image card', () => {
  it('marks what is exploited, and names the version that mends it', () => {
    const text = textOf(json('image', 'usual'));

    expect(text).toContain('Critical 9.8 CVE-2026-21441 exploited');
    expect(text).toContain('openssl 3.0.11-1~deb12u2  → 3.0.15-1~deb12u1');
    expect(text).toContain('form-data 2.3.3  no fix yet');
  });

  it('says where it runs, and how many findings are not in the list', () => {
    const text = textOf(json('image', 'usual'));

    expect(text).toContain('prod-weu / payments / payments-api\nDeployment · 3 pods · since 12 Nov (13 days ago)');
    expect(text).toContain('10 more findings, less urgent');
  });

  it('says why an image was never scanned and what to do', () => {
    const text = textOf(json('image', 'never scanned'));

    expect(text).toContain('It was pushed before the Defender for Containers plan was on');
    expect(text).toContain('Next: Push it again');
    expect(text).not.toContain('Critical');
  });

  it('tells "runs nowhere" from "could not be read"', () => {
    expect(textOf(json('image', 'clean'))).toContain('Nowhere in the clusters that were asked.');
    expect(textOf(json('image', 'error'))).toContain('Could not be read');
  });
});

describe('the picker card', () => {
  it('makes each choice a row to press, with its own id', () => {
    const choices = ['a', 'b'].map((id) => ({
      label: `label ${id}`,
      detail: id,
      button: { title: id, verb: 'why', id },
    }));

    const rows = partsOfType(pickerCard({ question: 'Which?', choices, more: 0 }).json, /^Action\.Execute$/);

    expect(rows).toMatchObject([
      { title: 'label a', verb: 'why', data: { id: 'a' } },
      { title: 'label b', verb: 'why', data: { id: 'b' } },
    ]);
  });

  it('says how many more there are, those it cut among them', () => {
    const choices = Array.from({ length: 15 }, (_, i) => ({ label: `${i}`, detail: 'x', button: press(`${i}`) }));

    expect(textOf(pickerCard({ question: 'Which?', choices, more: 2 }).json)).toContain('5 more');
  });
});

describe('the help card', () => {
  it('costs less than a millisecond', () => {
    const view = {
      title: 'Help',
      intro: 'Ask',
      entries: Array.from({ length: 8 }, (_, i) => ({ usage: `verb ${i} <name>`, summary: 'does it' })),
      notes: [],
      buttons: [press('a')],
    };
    // The quickest of many: how long it takes when nothing else has the processor.
    const times = Array.from({ length: 300 }, () => {
      const start = performance.now();
      helpCard(view);
      return performance.now() - start;
    });

    expect(Math.min(...times)).toBeLessThan(1);
  });
});
