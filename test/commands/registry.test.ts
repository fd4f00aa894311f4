import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/dialogue.ts';
import { fieldsOf, missingFields } from '../../src/commands/language/field.ts';
import { createSpeech } from '../../src/commands/language/speech.ts';
import { incidentPresses } from '../../src/incidents/pipeline/incident-presses.ts';
import { incidentStatuses } from '../../src/model/incident.ts';

const { parse } = createSpeech(commands);

describe('the commands together', () => {
  it('never say two things by the same words', () => {
    const phrases = commands.flatMap((it) => [it.name, ...it.synonyms]);

    expect(phrases.filter((it, n) => phrases.indexOf(it) !== n)).toEqual([]);
    expect(phrases.filter((it) => it !== it.toLowerCase())).toEqual([]);
  });

  it.each(commands.flatMap((command) => command.examples.map((example) => ({ command, example }))))(
    'give an example that can be pressed as it stands: "$example"',
    ({ command, example }) => {
      const parsed = parse(example);

      expect(example.length).toBeLessThanOrEqual(40);
      expect(parsed).toMatchObject({ kind: 'understood', command: { name: command.name } });
      if (parsed.kind === 'understood') expect(missingFields(parsed.command, parsed.input)).toEqual([]);
    },
  );

  it.each(commands)('understand every synonym of "$name"', (command) => {
    for (const synonym of command.synonyms) {
      const parsed = parse(synonym);
      expect(parsed.kind === 'understood' ? parsed.command.name : [synonym, parsed.kind]).toBe(command.name);
    }
  });

  it.each(incidentStatuses)('understand every button of an incident that is %s', (status) => {
    const presses = [{}, { attack: 'Attack' }].flatMap((labels) =>
      incidentPresses({ number: 12, status, labels }, { canEscalate: true }),
    );

    for (const { verb, input } of presses) {
      const command = commands.find(({ name }) => name === verb);
      expect([verb, command?.input.safeParse(input).success]).toEqual([verb, true]);
      expect(
        missingFields(command as (typeof commands)[number], input).filter(({ key }) => key !== 'workload'),
      ).toEqual([]);
    }
    expect(presses.length).toBeGreaterThan(1);
  });

  it.each(commands)('describe "$name" by its usage and one line', ({ name, usage, summary, examples }) => {
    expect(usage.startsWith(name)).toBe(true);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(summary.length).toBeLessThan(80);
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(commands.flatMap((command) => fieldsOf(command.input).map((field) => ({ command, field }))))(
    'give $command.name’s field $field.key meta that fits its schema',
    ({ command, field }) => {
      for (const value of Object.keys(field.words ?? {}))
        expect(field.accepts(field.is === 'flag' ? true : value)).toBe(true);
      const keys = new Set(fieldsOf(command.input).map((it) => it.key));
      for (const other of [...(field.path ?? []), ...(field.unless ?? [])]) expect(keys).toContain(other);
    },
  );
});
