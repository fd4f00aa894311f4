import { describe, expect, it } from 'vitest';
import { gapLines } from '../../src/cards/gap-lines.ts';
import type { Gap } from '../../src/model/gap.ts';

const gap = (what: string, why = 'no answer within 10 s.'): Gap => ({
  what,
  service: 'Kubernetes API',
  why,
  next: 'Ask again.',
});

describe('what could not be read', () => {
  it('is counted and named in one line', () => {
    expect(gapLines([gap('pods'), undefined, gap('events', 'refused.')], false).gapHead).toEqual([
      { text: '2 things could not be read', detail: 'pods, events' },
    ]);
  });

  it('is said once, however often it was met', () => {
    expect(gapLines([gap('pods'), gap('pods')], false).gapHead).toMatchObject([{ text: '1 thing could not be read' }]);
  });

  it('shares a reason that is the same', () => {
    expect(
      gapLines([gap('pods in a'), gap('pods in b'), gap('events', 'Kubernetes API refused.')], false).gaps,
    ).toEqual([
      { what: 'pods in a, pods in b', why: 'Kubernetes API: no answer within 10 s.', next: 'Ask again.' },
      { what: 'events', why: 'Kubernetes API refused.', next: 'Ask again.' },
    ]);
  });

  it('has no line when everything was read', () => {
    expect(gapLines([undefined], false)).toMatchObject({ gapHead: [], gaps: [], moreGaps: [] });
  });
});
