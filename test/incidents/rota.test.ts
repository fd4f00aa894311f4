import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onCall, type Rota } from '../../src/incidents/rota.ts';
import { rotaConfig } from '../../src/incidents/rota-config.ts';

const id = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
const people = (...names: string[]) => names.map((name) => ({ id: id(name[0]?.toLowerCase() ?? ''), name }));
const [ann, bob, cem] = ['Ann', 'Bob', 'Cem'];
const rota = (settings: object): Rota => {
  const { layers, ...it } = rotaConfig.parse({ name: 'ops', location: 'Europe/Berlin', ...settings });
  return { ...it, layers: layers.map((layer) => ({ ...layer, only: undefined })) };
};
const weekly = { people: people(ann, bob, cem), start: '2026-03-02' };

describe('on call', () => {
  it.each([
    ['nobody before the first turn', '2026-03-02T07:59Z', undefined, undefined],
    ['the first from the hand-over on', '2026-03-02T08:00Z', ann, '2026-03-09T08:00:00.000Z'],
    ['the first until the next hand-over', '2026-03-09T07:59:59Z', ann, '2026-03-09T08:00:00.000Z'],
    ['the second after it', '2026-03-09T08:00Z', bob, '2026-03-16T08:00:00.000Z'],
    ['the third', '2026-03-20T12:00Z', cem, '2026-03-23T08:00:00.000Z'],
    [
      'the first again, up to an hour that comes earlier in summer',
      '2026-03-30T06:59Z',
      ann,
      '2026-03-30T07:00:00.000Z',
    ],
    ['the second by the summer clock', '2026-03-30T07:00Z', bob, '2026-04-06T07:00:00.000Z'],
  ])('is %s', (_, now, name, until) => {
    const found = onCall(rota({ layers: [weekly] }), new Date(now));

    expect(found.person?.name).toBe(name);
    expect('until' in found ? found.until.toISOString() : undefined).toBe(until);
  });

  it.each([
    ['2026-10-25T00:29Z', ann],
    ['2026-10-25T00:30Z', bob],
    ['2026-10-25T01:10Z', bob],
    ['2026-10-25T01:35Z', bob],
    ['2026-10-26T01:29Z', bob],
    ['2026-10-26T01:30Z', ann],
  ])('passes on once in a night whose hour comes twice: %s %s', (now, name) => {
    const daily = { people: people(ann, bob), start: '2026-10-24', every: '1d', handoff: '02:30' };

    expect(onCall(rota({ layers: [daily] }), new Date(now)).person?.name).toBe(name);
  });

  it('is who stands in, the last named first, then the last layer that counts', () => {
    const layers = [weekly, { people: people('Dan'), start: '2026-03-12' }];
    const stands = (name: string, from: string, until: string) => ({ person: people(name)[0], from, until });
    const overrides = [
      stands('Eve', '2026-03-14', '2026-03-15T12:00'),
      stands('Fay', '2026-03-14 10:00', '2026-03-14T11:00'),
    ];
    const at = (now: string) => onCall(rota({ layers, overrides }), new Date(now));

    expect(at('2026-03-11T12:00Z')).toMatchObject({ person: { name: bob }, reason: 'layer', layer: 1 });
    expect(at('2026-03-13T12:00Z')).toMatchObject({ person: { name: 'Dan' }, reason: 'layer', layer: 2 });
    expect(at('2026-03-13T23:00Z')).toMatchObject({ person: { name: 'Eve', objectId: id('e') }, reason: 'override' });
    expect(at('2026-03-14T09:30Z')).toMatchObject({ person: { name: 'Fay' }, until: new Date('2026-03-14T10:00Z') });
    expect(at('2026-03-14T10:00Z')).toMatchObject({ person: { name: 'Eve' } });
    expect(at('2026-03-15T11:00Z')).toMatchObject({ person: { name: 'Dan' } });
  });

  it('is a layer only in its hours, else the one below it', () => {
    const { layers, ...it } = rota({ layers: [weekly, { people: people('Dan'), start: '2026-03-02' }] });
    const night = { times: [{ begin: 0, end: 360 }], location: 'Europe/Berlin' };
    const limited = { ...it, layers: layers.map((layer, index) => ({ ...layer, only: index ? [night] : undefined })) };

    expect(onCall(limited, new Date('2026-03-04T03:00Z')).person?.name).toBe('Dan');
    expect(onCall(limited, new Date('2026-03-04T12:00Z')).person?.name).toBe(ann);
    expect(onCall({ ...limited, layers: limited.layers.slice(1) }, new Date('2026-03-04T12:00Z')).reason).toBe(
      'nobody',
    );
  });

  it('is the same person until the turn is over, and the next one then', () => {
    const of = rota({ layers: [{ ...weekly, every: '2d', handoff: '02:30' }] });
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-03-04'), max: new Date('2029-01-01'), noInvalidDate: true }), (now) => {
        const turn = onCall(of, now);
        if (turn.reason !== 'layer') throw new Error(turn.reason);
        const names = [ann, bob, cem];
        const next = names[(names.indexOf(turn.person.name) + 1) % 3];

        expect(turn.until > now).toBe(true);
        expect(onCall(of, new Date(turn.until.getTime() - 1)).person).toEqual(turn.person);
        expect(onCall(of, turn.until).person?.name).toBe(next);
      }),
    );
  });

  it.each([
    [{ layers: [] }, /layers/],
    [{ layers: [{ ...weekly, every: '36h' }] }, /whole days or weeks/],
    [{ layers: [{ ...weekly, every: '0' }] }, /must be longer than 0/],
    [{ layers: [{ ...weekly, start: '2026-02-30' }] }, /is no date/],
    [{ layers: [{ ...weekly, handoff: '24:00' }] }, /before 24:00/],
    [{ layers: [{ ...weekly, people: [] }] }, /people/],
    [{ layers: [{ ...weekly, people: [{ id: 'ann', name: 'Ann' }] }] }, /no|not an Entra object id/],
    [{ layers: [weekly], location: 'Mars' }, /is no time zone/],
    [
      { layers: [weekly], overrides: [{ person: people(ann)[0], from: '2026-03-03', until: '2026-03-02' }] },
      /end after/,
    ],
    [{ layers: [weekly], overrides: [{ person: people(ann)[0], from: 'soon', until: '2026-03-02' }] }, /is no time/],
  ])('refuses a rota like %j', (settings, says) => {
    expect(rotaConfig.safeParse({ name: 'ops', ...settings }).error?.message).toMatch(says);
  });
});
