import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createDoor, type Knock } from '../../src/incidents/door.ts';
import { MalformedBody } from '../../src/incidents/malformed-body.ts';
import { openSources } from '../../src/incidents/open-sources.ts';
import { entraTenant } from '../../src/incidents/verify/entra-trust.ts';
import { type Alert, alertSeverities } from '../../src/model/alert.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { mutated } from './mutated.ts';
import { published, publishedBodies } from './published-bodies.ts';
import { pushed, read } from './read-with.ts';

const examples = published ? publishedBodies() : {};
const of = (name: string) => [
  ...pushed.filter((it) => it.name === name).map((it) => it.example),
  ...(examples[name] ?? []),
];

/** Reads what may be nonsense: alerts, or undefined when it was refused. */
function tried(name: string, body: unknown): Alert[] | undefined {
  try {
    return read(name, body);
  } catch (error) {
    if (error instanceof MalformedBody) return undefined;
    throw error;
  }
}

/** The parts of a body that its alerts must keep. */
function parts(name: string, body: unknown): unknown[] {
  if (name === 'alertmanager') return (body as { alerts: unknown[] }).alerts;
  if (name === 'azure-monitor' || name === 'acr') return [body];
  if (Array.isArray(body)) return body;
  const records = (body as { records?: unknown }).records;
  return name === 'defender-export' && Array.isArray(records) ? records : [body];
}

describe(`readers of alerts${published ? '' : ' (published examples skipped: ../shared/azure is not here)'}`, () => {
  it.each(pushed.map(({ name }) => name))(
    '%s makes of any body sound alerts that keep all of it, or refuses it',
    (name) => {
      fc.assert(
        fc.property(mutated(of(name)), (body) => {
          const before = JSON.stringify(body);

          const alerts = tried(name, body);

          expect(JSON.stringify(body)).toBe(before);
          if (!alerts || (name === 'acr' && alerts.length === 0)) return;
          expect(alerts.map((it) => it.raw)).toEqual(parts(name, body));
          for (const alert of alerts) expect(faultsOf(alert)).toEqual([]);
        }),
        { numRuns: 400 },
      );
    },
  );

  it.skipIf(!published).each(Object.entries(examples))('%s reads every published example', (name, bodies) => {
    for (const body of bodies) {
      const alerts = read(name, body);

      expect(alerts.length).toBeGreaterThan(0);
      expect(alerts.flatMap(faultsOf)).toEqual([]);
    }
  });

  it('never make the door answer that it is broken', async () => {
    const sources = Object.fromEntries(pushed.map(({ name }) => [name, {}]));
    const clock = createDrivenClock();
    const log = pino({ level: 'silent' });
    const open = openSources({ sources }, { entra: entraTenant('t'), anonymous: true }, clock);
    const stored: unknown[] = [];
    const inbox = {
      hasRoom: async () => true,
      take: async (delivery: unknown) => void stored.push(JSON.stringify(delivery)),
      refused: async (body: unknown) => void stored.push(JSON.stringify(body)),
    };
    const door = createDoor({ sources: open, inbox, clock, log });
    const knock = (source: string, bytes: Buffer): Knock => ({
      source,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      query: '',
      read: async () => bytes,
    });
    const json = fc.oneof(
      ...pushed.map(({ name }) => mutated(of(name)).map((body) => Buffer.from(JSON.stringify(body)))),
    );
    const bytes = fc.oneof(
      json,
      json.map((it) => it.subarray(0, it.length / 2)),
      fc.uint8Array().map((it) => Buffer.from(it)),
    );

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(sources)), bytes, async (source, body) => {
        const { status } = await door.knock(knock(source, body));

        expect([200, 202, 400]).toContain(status);
      }),
      { numRuns: 400 },
    );
    expect(stored.length).toBeGreaterThan(0);
    const deep = Buffer.from('['.repeat(200_000) + ']'.repeat(200_000));
    expect(await door.knock(knock('acr', deep))).toMatchObject({ status: 400, body: { error: /nested/ } });
  });
});

const control = /\p{Cc}/u;

/** What is wrong with an alert, whatever it was made of. */
function faultsOf(alert: Alert): string[] {
  const texts = [...Object.entries(alert.labels), ...Object.entries(alert.annotations)];
  const faults: Record<string, boolean> = {
    identity: alert.identity === '' || alert.identity.length > 400 || control.test(alert.identity),
    title: alert.title === '' || alert.title.length > 300 || control.test(alert.title),
    severity: !alertSeverities.includes(alert.severity),
    status: alert.status !== 'firing' && alert.status !== 'resolved',
    startsAt: Number.isNaN(alert.startsAt.getTime()),
    endsAt: (alert.status === 'resolved') !== (alert.endsAt !== undefined) || Number.isNaN(alert.endsAt?.getTime()),
    link: alert.link !== undefined && !alert.link.startsWith('https://'),
    texts: texts.some((it) => typeof it[1] !== 'string'),
    alertname: !alert.labels.alertname && alert.source !== 'alertmanager',
  };
  return Object.keys(faults).filter((it) => faults[it]);
}
