import { noticeCard } from '../cards/notice.ts';
import type { Card } from '../model/card.ts';
import type { Press } from './command.ts';
import type { Said } from './language/parse.ts';
import { sentenceOf } from './language/sentence.ts';
import type { Understood } from './understand.ts';

type Unclear = Exclude<Understood, { kind: 'understood' } | { kind: 'nothing' }>;
type Buttons = (presses: readonly Press[]) => ReturnType<import('./command.ts').Context['buttons']>;

const mostButtons = 6;
const helpPress: Press = { title: 'What can I ask?', verb: 'help', input: {} };

/** The card for what was not understood for sure: what may have been meant, as buttons. */
export async function clarify(unclear: Unclear, buttons: Buttons): Promise<Card> {
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
  const meant = unclear.suggestions.slice(0, mostButtons - 1);
  const left =
    unclear.left.length === 0
      ? ''
      : `I did not understand ${unclear.left
          .slice(0, 5)
          .map((word) => `"${word}"`)
          .join(', ')}.`;
  return noticeCard({
    level: 'info',
    title: meant.length === 1 && meant[0] ? `Did you mean "${sentenceOf(meant[0])}"?` : 'Did you mean one of these?',
    text: left,
    ...(left !== '' && { next: 'Put names that are also words in quotes.' }),
    buttons: await buttons([...meant.map(pressOf), helpPress]),
  });
}

/** The card for a command that lacks something: how it is said, with examples to press. */
export async function showUsage(
  { command, input }: Said,
  missing: readonly string[],
  examples: readonly Press[],
  buttons: Buttons,
): Promise<Card> {
  const wants = missing.length > 0 ? `Say which ${missing.join(' and ')}: ` : '';
  return noticeCard({
    level: 'info',
    title:
      missing.length > 0
        ? `${capital(sentenceOf({ command, input }))}: which ${missing.join(' and ')}?`
        : `I cannot ask that of "${command.name}"`,
    text: `${wants}${command.usage}`,
    next: `For example: ${command.examples[0] ?? command.name}`,
    buttons: await buttons(examples.slice(0, mostButtons)),
  });
}

function pressOf(said: Said): Press {
  return { title: sentenceOf(said), verb: said.command.name, input: said.input, replaces: true };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
