import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/security/gate/judge.ts';
import { facts, finding, now, policy } from './given.ts';

describe('the gate, of which only what can be fixed counts', () => {
  it('names the findings that count because nobody says whether there is a fix', () => {
    const unsure = { fixable: false, isFixUnknown: true };
    const found = [finding('C', unsure), finding('D'), finding('E', { fixable: false })];

    const [judged, strict] = [true, false].map((onlyFixable) => judge(facts(found), policy({ onlyFixable }), now));

    expect(judged?.reasons[0]?.sentence).toMatch('2 count (1 of them with fix unknown), none is allowed');
    expect(judged?.notes.join(' ')).toMatch('1 does not say whether there is a fix: it counts as if there were one.');
    expect(strict?.reasons[0]?.sentence).toMatch('3 count, none');
    expect(strict?.notes).toEqual([]);
  });
});
