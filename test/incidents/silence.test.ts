import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOrDigest, digestDefaults, digestOf, stormOver } from '../../src/incidents/digest.ts';
import { parseMatchers } from '../../src/incidents/parse-matchers.ts';
import { type Silence, silencedBy, silenceFault, silenceRefusal, silenceState } from '../../src/incidents/silence.ts';
import { alertSeverities } from '../../src/model/alert.ts';

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`);
const silence = (matchers: string, more: Partial<Silence> = {}): Silence => ({
  id: matchers,
  matchers: parseMatchers(matchers),
  startsAt: at('10:00'),
  endsAt: at('12:00'),
  by: 'Ann',
  comment: 'Maintenance.',
  ...more,
});

describe('a silence', () => {
  it.each([
    ['09:59', 'pending'],
    ['10:00', 'active'],
    ['12:00', 'active'],
    ['12:01', 'expired'],
  ])('at %s is %s', (now, state) => {
    expect(silenceState(silence('a=b'), at(now))).toBe(state);
    expect(silencedBy({ a: 'b' }, [silence('a=b')], at(now))).toHaveLength(state === 'active' ? 1 : 0);
  });

  it('mutes what all its matchers hold for, and every one that does is named', () => {
    const all = ['a=b', 'a=~"b|c",x!=y', 'a=b,x=y', 'x=""'].map((it) => silence(it));

    expect(silencedBy({ a: 'b' }, all, at('11:00')).map((it) => it.id)).toEqual(['a=b', 'a=~"b|c",x!=y', 'x=""']);
  });

  it.each([
    ['', {}, 'no-matchers', /needs matchers/],
    ['a=""', {}, 'matches-everything', /every alert/],
    ['a=~".*",b=""', {}, 'matches-everything', /every alert/],
    ['a=~".*",b!=c', {}, undefined, /^$/],
    ['a=~".+",b!=c', {}, undefined, /^$/],
    ['a!=""', {}, undefined, /^$/],
    ['a=b', { endsAt: at('10:00') }, 'ends-before-it-starts', /end after/],
    ['a=b', { endsAt: at('10:30') }, 'over-already', /over already/],
  ])('%j %j: %s', (matchers, more, fault, says) => {
    const found = silenceFault(silence(matchers, more), at('11:00'));

    expect(found).toBe(fault);
    expect(found ? silenceRefusal(found) : '').toMatch(says);
  });

  it('more never makes anything heard that was muted', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'));
    const some = fc.array(fc.constantFrom('a=x', 'a!=x', 'b=~"x|y"', 'a=y,b!=""').map((it) => silence(it)));

    fc.assert(
      fc.property(labels, some, some, (them, few, others) => {
        const [before, after] = [few, [...few, ...others]].map((all) => silencedBy(them, all, at('11:00')));

        expect(after).toEqual(expect.arrayContaining(before ?? []));
        expect(after?.every((it) => few.includes(it) || others.includes(it))).toBe(true);
      }),
    );
  });
});

describe('a storm', () => {
  it.each([
    ['info', { cards: 9, criticalCards: 40 }, { as: 'card', reason: 'within-budget' }],
    ['high', { cards: 10, criticalCards: 0 }, { as: 'digest', reason: 'storm' }],
    ['critical', { cards: 10, criticalCards: 39 }, { as: 'card', reason: 'critical' }],
    ['critical', { cards: 0, criticalCards: 40 }, { as: 'digest', reason: 'critical-storm' }],
  ] as const)('of %s after %j ends up as %j', (severity, given, expected) => {
    expect(cardOrDigest(severity, given, digestDefaults)).toEqual(expected);
  });

  it('is over after a window in which nothing was added', () => {
    expect(stormOver(at('10:00'), digestDefaults, at('10:04'))).toBe(false);
    expect(stormOver(at('10:00'), digestDefaults, at('10:05'))).toBe(true);
  });

  it('is counted exactly, whatever is listed of it', () => {
    const name = fc.constantFrom('', 'x', 'y');
    const alike = fc.record({
      ...{
        severity: fc.constantFrom(...alertSeverities),
        isOpen: fc.boolean(),
        incidents: fc.integer({ min: 1, max: 9 }),
      },
      ...{ alertname: name, cluster: name, namespace: name, firing: fc.nat(5) },
    });
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

    fc.assert(
      fc.property(fc.array(alike), (all) => {
        const digest = digestOf(all, 3);
        const listed = digest.parts.map((it) => it.incidents);

        expect(digest.incidents).toBe(sum(all.map((it) => it.incidents)));
        expect(sum(Object.values(digest.bySeverity))).toBe(digest.incidents);
        expect(digest.open).toBe(sum(all.filter((it) => it.isOpen).map((it) => it.incidents)));
        expect(digest.firing).toBe(sum(all.map((it) => it.firing)));
        expect(sum(listed) + digest.rest.incidents).toBe(digest.incidents);
        expect(listed.length).toBeLessThanOrEqual(3);
        expect(listed).toEqual([...listed].sort((a, b) => b - a));
      }),
    );
  });

  it('names its largest parts', () => {
    const alike = (alertname: string) =>
      ({ alertname, cluster: '', namespace: '', severity: 'high', isOpen: true, incidents: 1, firing: 2 }) as const;

    const digest = digestOf(['A', 'B', 'B', 'C'].map(alike), 2);

    expect(digest.parts.map((it) => `${it.incidents} ${it.alertname}`)).toEqual(['2 B', '1 A']);
    expect(digest.rest).toEqual({ parts: 1, incidents: 1 });
    expect(digest.firing).toBe(8);
  });
});
