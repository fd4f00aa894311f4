import { z } from 'zod';
import { type HelpView, helpCard } from '../cards/help.ts';
import type { Card } from '../model/card.ts';
import { pressableExamples } from './answering/pressable-examples.ts';
import { type AnyCommand, type Context, defineCommand, type Press } from './command.ts';
import { says } from './language/field.ts';

const mostButtons = 6;

/** What can be said; or, for one verb, all the ways to say it. */
export const help = defineCommand({
  name: 'help',
  synonyms: [
    'usage',
    'commands',
    'how to',
    'how do i',
    'how do you',
    'how can i',
    'what can you do',
    'what can i ask',
    'manual',
  ],
  usage: 'help [verb]',
  summary: 'What you can ask, or how to ask one thing.',
  examples: ['help why', 'help scan image'],
  role: 'viewer',
  touches: 'nothing',
  input: z.object({
    verb: z
      .string()
      .max(40)
      .optional()
      .meta(says({ is: 'verb', noun: 'verb', bare: true })),
  }),
  async run({ verb }, context) {
    const page = pageOf(
      context.commands.find((it) => it.name === verb),
      context,
    );
    const all = await context.buttons([...page.presses, ...page.rows]);
    const buttons = all.slice(0, page.presses.length);
    const rows = all.slice(page.presses.length);
    // A press has the same id for ever, and so the same page is the same card.
    page.card ??= helpCard({
      ...page.view,
      entries: page.view.entries.map((entry, n) => ({ ...entry, ...(rows[n] && { button: rows[n] }) })),
      buttons,
    });
    return { card: page.card };
  },
});

/** A page of help, which never changes: it is put together and drawn once. */
interface Page {
  view: Omit<HelpView, 'buttons'>;
  presses: readonly Press[];
  /** What pressing an entry tells; none on the page of one verb. */
  rows: readonly Press[];
  card?: Card;
}

const pages = new WeakMap<readonly AnyCommand[], Map<string, Page>>();

function pageOf(command: AnyCommand | undefined, context: Context): Page {
  const written = pages.get(context.commands) ?? new Map<string, Page>();
  pages.set(context.commands, written);
  const known = written.get(command?.name ?? '');
  if (known) return known;
  const page = command ? pageOn(command, context) : everything(context);
  written.set(command?.name ?? '', page);
  return page;
}

function everything(context: Context): Page {
  const others = context.commands.filter((it) => it.name !== 'help' && it.role === 'viewer');
  const first = others.flatMap((it) => it.examples.slice(0, 1));
  return {
    view: {
      title: 'What you can ask',
      intro: 'Type one of these after my name, in any word order; a typo is no problem. Press a line for examples.',
      entries: context.commands.map(({ usage, summary, role }) => ({
        usage,
        summary: role === 'viewer' ? summary : `${summary} Needs the role ${role}.`,
      })),
      notes: [
        'Say where with cluster=prod-weu and ns=payments, or set both for this channel once: "use cluster prod-weu ns payments".',
        'In a thread, what you do not say is taken from what the thread is about.',
      ],
    },
    presses: pressesOf(first, context),
    rows: context.commands.map(({ name }) => ({ title: `help ${name}`, verb: 'help', input: { verb: name } })),
  };
}

function pageOn({ name, usage, summary, synonyms, examples, role }: AnyCommand, context: Context): Page {
  return {
    view: {
      title: `How to ask: ${name}`,
      intro: summary,
      entries: [{ usage, summary: `For example: ${examples.join(' · ')}` }],
      notes: [
        ...(role === 'viewer' ? [] : [`Needs the role ${role}.`]),
        ...(synonyms.length > 0 ? [`Also understood: ${synonyms.slice(0, 12).join(', ')}.`] : []),
      ],
    },
    presses: pressesOf(examples, context),
    rows: [],
  };
}

/** Buttons that say the examples as they stand. */
function pressesOf(sentences: readonly string[], { speech }: Context): Press[] {
  return pressableExamples(sentences, speech).slice(0, mostButtons);
}
