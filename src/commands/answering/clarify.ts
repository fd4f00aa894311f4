import { noticeCard } from '../../cards/notice.ts';
import type { Card } from '../../model/card.ts';
import type { Press } from '../command.ts';
import { fieldsOf, missingFields } from '../language/field.ts';
import type { Said } from '../language/speech.ts';
import type { House } from './house.ts';
import { pressableExamples } from './pressable-examples.ts';
import type { Understood } from './understand.ts';

const mostButtons = 6;
const mostWords = 5;
const helpPress: Press = { title: 'What can I ask?', verb: 'help', input: {} };

/** The card for what was not understood for sure: what may have been meant, as buttons. */
export async function clarify(
  unclear: Exclude<Understood, { kind: 'understood' }>,
  { buttons, speech }: House,
): Promise<Card> {
  if (unclear.kind === 'stale')
    return noticeCard({
      level: 'warning',
      title: 'This button has expired',
      text: 'I no longer know what it stood for, so I did nothing.',
      next: 'Ask again.',
      buttons: await buttons([helpPress]),
    });
  if (unclear.kind === 'unknown')
    return noticeCard({
      level: 'info',
      title: 'I did not understand that',
      text: 'I know a few short commands, such as "why OOMKilled payments-api".',
      buttons: await buttons([helpPress]),
    });
  const meant = unclear.suggestions
    .slice(0, mostButtons - 1)
    .map((said) => ({ title: speech.sentenceOf(said), verb: said.command.name, input: said.input, replaces: true }));
  const [first, another] = meant;
  const left = unclear.left.slice(0, mostWords).map((word) => `"${word}"`);
  return noticeCard({
    level: 'info',
    title: first && !another ? `Did you mean "${first.title}"?` : 'Did you mean one of these?',
    text: left.length > 0 ? `I did not understand ${left.join(', ')}.` : '',
    ...(left.length > 0 && {
      next: lacksUnit(unclear) ? withUnit : 'Put a name that is also a common word in quotes.',
    }),
    buttons: await buttons([...meant, helpPress]),
  });
}

const withUnit = 'Say an amount of memory with its unit: 512Mi or 1Gi.';

/** A number alone may be bytes, mebibytes or gibibytes. */
function lacksUnit({ suggestions, left }: { suggestions: readonly Said[]; left: readonly string[] }): boolean {
  const takesMemory = suggestions.some(({ command }) => fieldsOf(command.input).some(({ is }) => is === 'memory'));
  return takesMemory && left.some((word) => /^\d+$/.test(word));
}

/** The card for a command that lacks something: how it is said, with examples to press. */
export async function showUsage(
  { command, input: said }: Said,
  input: Record<string, unknown>,
  { buttons, speech }: House,
): Promise<Card> {
  const fields = missingFields(command, input);
  // Of fields of which one is enough, the first is asked for.
  const missing = fields
    .filter((field, index) => !fields.slice(0, index).some(({ key }) => field.unless?.includes(key)))
    .map((field) => field.noun)
    .join(' and ');
  const examples = pressableExamples(command.examples, speech).slice(0, mostButtons);
  return noticeCard({
    level: 'info',
    title:
      missing === ''
        ? `I cannot ask that of "${command.name}"`
        : `${capital(speech.sentenceOf({ command, input: said }))}: which ${missing}?`,
    text: `Say it so: ${command.usage}`,
    next: `For example: ${command.examples[0] ?? command.name}`,
    buttons: await buttons(examples),
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
