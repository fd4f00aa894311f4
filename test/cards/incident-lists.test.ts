import { describe, expect, it } from 'vitest';
import { digestCard } from '../../src/cards/digest.ts';
import { incidentListCard } from '../../src/cards/incident-list.ts';
import { silenceListCard } from '../../src/cards/silence-list.ts';
import { ann, bob, crashLoop } from '../../src/lab/gallery/incident-data.ts';
import { before as minutesAgo, now, press } from '../../src/lab/gallery/sample.ts';
import type { Digest } from '../../src/model/incident-digest.ts';
import { partsOfType, textOf } from './card-parts.ts';

const styleOf = ({ json }: { json: unknown }) => partsOfType(json, /^Container$/)[0]?.style;

describe('the card of a storm', () => {
  const part = (incidents: number, i: number) => ({ alertname: `A${i}`, cluster: 'c', namespace: '', incidents });
  const digest: Digest = {
    ...{ incidents: 2000, open: 1500, firing: 4310 },
    bySeverity: { critical: 1, high: 999, medium: 1000, low: 0, info: 0 },
    parts: Array.from({ length: 20 }, (_, i) => part(20 - i, i)),
    rest: { parts: 30, incidents: 1790 },
  };
  const card = (more: Partial<Digest> = {}, isOver = false) =>
    digestCard({ digest: { ...digest, ...more }, startedAt: minutesAgo(31), isOver, buttons: [], now });

  it('counts exactly, what it does not list among it', () => {
    const text = textOf(card().json);

    expect(text).toContain('Storm: 2,000 incidents since 02:33 UTC\n1,500 open · 4,310 alerts firing\n');
    expect(text).toContain('\n1 critical, 999 high, 1,000 medium\n');
    expect(text).toContain('20×  A0\nc\n');
    expect(text).toContain('and 38 more kinds: 1,826 incidents');
  });

  it('is green only when none of its incidents is open any more', () => {
    expect([styleOf(card()), styleOf(card({}, true)), styleOf(card({ open: 0, firing: 0 }, true))]).toEqual([
      ...['attention', 'attention', 'good'],
    ]);
    expect(textOf(card({}, true).json)).toContain('Storm over: 2,000 incidents');
    expect(textOf(card({}, true).json)).toContain('From 02:33 to 03:04 UTC (31 min).');
  });
});

describe('the list of incidents', () => {
  const one = (number: number) => ({
    incident: { ...crashLoop, number, assignee: bob },
    button: press(`Show ${number}`),
  });
  const card = (count: number, filter = '', limits = {}) =>
    incidentListCard({
      ...{ incidents: Array.from({ length: count }, (_, i) => one(i + 1)), counts: { high: count } },
      ...{ which: 'open', filter, buttons: [], now, ...limits },
    });

  it('has a row to press for each, and counts those that it does not list', () => {
    const { json } = card(14);

    expect(partsOfType(json, /^Action\.Execute$/)).toHaveLength(10);
    expect(textOf(json)).toContain('14 incidents open\n14 high\n');
    expect(textOf(json)).toContain('Critical · open since 03:02 UTC · with Bob Castro · 3 alerts firing');
    expect(textOf(json)).toContain('4 more incidents, not listed');
  });

  it('is calm when there is none, and says what it looked for', () => {
    expect(styleOf(card(0))).toBe('good');
    expect(textOf(card(0).json)).toContain('No incident open');
    expect(textOf(card(0, 'cluster=prod-weu').json)).toContain('No incident open that fits\nOnly cluster=prod-weu');
  });

  it('says to who is limited that it is, and is not calm where the scope could not be told', () => {
    const gap = {
      what: 'the environments of the clusters',
      service: 'Resource Graph',
      why: 'It is slow.',
      next: 'Wait.',
    };

    expect(textOf(card(0, '', { limited: true }).json)).toContain('Only incidents within your scope are shown.');
    expect(styleOf(card(0, '', { limited: true, gap }))).toBe('warning');
    expect(textOf(card(2, '', { gap }).json)).toContain(
      'I could not read the environments of the clusters. It is slow.',
    );
  });
});

describe('the list of silences', () => {
  const silence = {
    ...{ number: 3, matchers: '{pod=~"api-.*"}', startsAt: minutesAgo(5), endsAt: minutesAgo(-90) },
    ...{ by: ann.name, comment: '', end: press('x'.repeat(80)) },
  };
  const card = (...silences: (typeof silence)[]) => silenceListCard({ silences, buttons: [], now });

  it('shows the matchers as they were written, the end, who made it, and ends each by its own press', () => {
    const { json } = card(silence, { ...silence, number: 4, startsAt: minutesAgo(-60) });

    expect(textOf(json)).toContain('{pod=~"api-.*"}\n#3 · ends in 2 h (04:34 UTC) · by Ann Berg');
    expect(textOf(json)).toContain('#4 · from 04:04 to 04:34 UTC');
    expect(partsOfType(json, /^Action\.Execute$/).map(({ title }) => title)).toEqual(['End #3', 'End #4']);
  });

  it('says that nothing is silenced', () => {
    expect(textOf(card().json)).toContain('Nothing is silenced');
    expect(styleOf(card())).toBe('good');
  });
});
