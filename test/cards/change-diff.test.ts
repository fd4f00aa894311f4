import { describe, expect, it } from 'vitest';
import { changeDiffCard, diffLines, isCutOnCard } from '../../src/cards/change-diff.ts';
import { drainedNode, raisedLimit } from '../../src/lab/gallery/change-data.ts';
import { now } from '../../src/lab/gallery/sample.ts';
import type { PlannedObject } from '../../src/model/remediation.ts';
import { changePresses } from '../../src/remediation/life/change-presses.ts';
import { textOf } from './card-parts.ts';

const object = (fields: PlannedObject['fields'], name = 'a'): PlannedObject => ({
  ...{ kind: 'Pod', namespace: 'shop', name, fields },
});
const planned = (...objects: PlannedObject[]) => ({ ...raisedLimit, plan: { ...raisedLimit.plan, objects } });
const field = { field: 'x', before: 'a', after: 'b' };
const query = `${'KubeEvents | where Reason == "Killing" | '.repeat(20)}count`;

describe('the whole diff of a change', () => {
  it.each([
    ['what fits', planned(object([field])), false],
    ['nine objects', planned(...Array.from({ length: 9 }, (_, n) => object([field], `a-${n}`))), true],
    ['nine fields', planned(object(Array.from({ length: 9 }, () => field))), true],
    ['a long value', planned(object([{ ...field, after: query }])), true],
  ])('is offered where the card has no room: %s', (_, change, isCut) => {
    const offered = changePresses(change, { undo: undefined, viewer: 'approver' }).map(({ verb }) => verb);

    expect(isCutOnCard(change)).toBe(isCut);
    expect(offered.includes('change diff')).toBe(isCut);
    expect(offered).toContain('approve');
  });

  it('has every letter of a long value, and every object', () => {
    const lines = diffLines(planned(object([{ ...field, after: query }]), object([field], 'last')));

    expect(lines.map((line) => line.replace(/^ {2}[+-] /, '')).join('')).toContain(query);
    expect(lines).toContain('Pod shop/last');
  });

  it('is shown a part at a time, and counts the rest', () => {
    const many = planned(...Array.from({ length: 90 }, (_, n) => object([field], `pod-${n}`)));

    const shown = textOf(changeDiffCard(many, { from: 101, lines: 100, now, buttons: [] }).json);

    expect(shown).toContain('Lines 101 to 200 of 360');
    expect(shown).toContain('160 more lines');
  });

  it('is read as it stands: what others wrote hides no secret and closes no block', () => {
    const text = 'password=hunter2-hunter2\n```\n<at>everyone</at>';

    const shown = JSON.stringify(
      changeDiffCard(planned(object([{ ...field, after: text }])), { from: 1, lines: 50, now, buttons: [] }).json,
    );

    expect(shown).not.toContain('hunter2-hunter2');
    expect(shown).not.toContain('<at>');
  });

  it('is not needed for a drain that the card shows in full', () => {
    expect(isCutOnCard(drainedNode)).toBe(drainedNode.plan.objects.length > 8);
  });
});
