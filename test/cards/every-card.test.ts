import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { activityBytes, budgetBytes } from '../../src/cards/measure.ts';
import { linkHosts } from '../../src/cards/portal-link.ts';
import { samples } from '../../src/lab/gallery/samples.ts';
import { partsOf, partsOfType } from './card-parts.ts';

interface Parser {
  AdaptiveCard: new () => { parse(json: unknown, context: Context): void };
  SerializationContext: new () => Context;
}
interface Context {
  eventCount: number;
  getEventAt(index: number): { event: number; message: string };
}
const { AdaptiveCard, SerializationContext }: Parser = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

const root = resolve(import.meta.dirname, '../..');
const schemaFile = resolve(root, '../shared/teams/schemas/derived.teams.cards-2.1.0.IAdaptiveCard.ci.schema.json');
const newElements = /^(Chart\.|ProgressBar|ProgressRing|Badge|CodeBlock|Icon$|Table$|Carousel)/;
const isTeamsOnly = (message: string) => /unknown element type "(Chart\.|ProgressBar|CodeBlock)/i.test(message);

describe('the cards folder', () => {
  const templates = readdirSync(resolve(root, 'cards')).map((file) => file.replace(/\.json$/, ''));

  it.each(templates)('has a view model for %s.json by the same name', (name) => {
    expect(existsSync(resolve(root, 'src/cards', `${name}.ts`))).toBe(true);
  });

  it.each(templates)('shows %s in the gallery in at least two ways, one of them hostile', (name) => {
    const shown = samples.filter(({ card }) => card === name).map(({ sample }) => sample);

    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toContain('hostile text');
  });
});

describe.each(samples.map((it) => ({ ...it, name: `${it.card}, ${it.sample}` })))('the card $name', ({ make }) => {
  const { json, summary } = make();

  it('is understood by a client that knows version 1.5', () => {
    const context = new SerializationContext();
    new AdaptiveCard().parse(json, context);
    const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);

    expect(json.version).toBe('1.5');
    expect(events.filter((message) => !isTeamsOnly(message))).toEqual([]);
  });

  it.skipIf(!existsSync(schemaFile))('is what Teams takes by its schema', () => {
    expect(schemaErrors(json)).toEqual([]);
  });

  it('has a fallback for every element that a phone may not know', () => {
    expect(partsOfType(json, newElements).filter((part) => part.fallback === undefined)).toEqual([]);
  });

  it('has at most six actions, each with a title, and links to our own hosts only', () => {
    const actions = (json.actions ?? []) as { title: string }[];
    const links = partsOfType(json, /^Action\.OpenUrl$/).map((part) => new URL(String(part.url)));

    expect(actions.length).toBeLessThanOrEqual(6);
    expect(partsOfType(json, /^Action\./).filter(({ title }) => !title)).toEqual([]);
    expect(links.filter((url) => url.protocol !== 'https:' || !linkHosts.includes(url.host))).toEqual([]);
  });

  it('says in words what an image shows', () => {
    expect(partsOfType(json, /^Image$/).filter(({ altText }) => !altText)).toEqual([]);
  });

  it('has no hole: no binding left, nothing null, no element without text', () => {
    const text = JSON.stringify(json);
    const empty = partsOfType(json, /^(TextBlock|TextRun)$/).filter(
      (part) => typeof part.text !== 'string' || part.text === '',
    );

    expect(text).not.toMatch(/\$\{|null|undefined|\[object|NaN|Infinity/);
    expect(empty).toEqual([]);
  });

  it('has no id twice', () => {
    const ids = partsOf(json).flatMap(({ id, type }) => (typeof id === 'string' && type !== undefined ? [id] : []));

    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('fits into one activity, with room for the rest of it', () => {
    expect(activityBytes(json)).toBeLessThan(budgetBytes - 8_000);
  });

  it('has one line of plain text for the toast', () => {
    expect(summary).toMatch(/\S/);
    expect(summary).not.toContain('\n');
    expect(summary.length).toBeLessThanOrEqual(300);
  });
});

let validate: ReturnType<Ajv['compile']> | undefined;

/** What the schema has against a card; its many "anyOf" are boiled down to the deepest places. */
function schemaErrors(json: unknown): string[] {
  validate ??= new Ajv({ strict: false, allErrors: false, logger: false }).compile(
    JSON.parse(readFileSync(schemaFile, 'utf8')),
  );
  if (validate(json)) return [];
  const errors = validate.errors ?? [];
  const deepest = Math.max(...errors.map((error) => error.instancePath.length));
  return errors
    .filter((error) => error.instancePath.length === deepest)
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
