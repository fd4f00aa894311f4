import { noticeCard } from '../../cards/notice.ts';
import { UserError } from '../../errors.ts';
import { type Act, act } from '../../incidents/pipeline/act.ts';
import { lookAt } from '../../incidents/pipeline/look-at.ts';
import type { Pipeline } from '../../incidents/pipeline/pipeline.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Context, Reply } from '../command.ts';
import { incidentAsked, numbersIn, whichIncident } from './asked-incidents.ts';
import { configured } from './configured.ts';
import { permittedAt, placeOfIncident } from './place-of-incident.ts';

/** What is to be done, and how it is said when it is done. */
export interface Doing {
  verb: string;
  number: number | readonly number[] | undefined;
  /** The rest of the input, for the question which incident is meant. */
  said?: Record<string, unknown>;
  /** What is done to this incident, with the words for it: "Snoozed until 06:00 UTC". Throws UserError. */
  what(incident: StoredIncident, pipeline: Pipeline): { act: Act; done: string };
}

/**
 * Does something to one incident or to several, for each right after it was decided that the person may. A press answers
 * with the incident's card as it is now, whether or not there was anything left to do; words are answered by words.
 */
export async function actOn(doing: Doing, context: Context): Promise<Reply> {
  const pipeline = await configured(context);
  const numbers = numbersIn(doing.number);
  const [only, another] = numbers;
  if (only === undefined) return whichIncident(doing.verb, doing.said ?? {}, context);
  if (another === undefined && context.typed === undefined) return pressed(only, doing, context);
  await refuseBefore(numbers, context);
  const done: { number: number; words: string }[] = [];
  const failed: string[] = [];
  for (const number of numbers) {
    try {
      done.push({ number, words: (await one(number, doing, context)).words });
    } catch (error) {
      if (!(error instanceof UserError) || numbers.length === 1) throw error;
      failed.push(error.message);
    }
  }
  if (done.length === 0) throw new UserError(failed.join(' '));
  const titles = await Promise.all(done.map(({ number }) => pipeline.store.incidents.incident(number)));
  return {
    card: noticeCard({
      level: failed.length > 0 ? 'warning' : 'good',
      title: titleOf(done),
      text: '',
      lines: [...titles.flatMap((it) => (it ? [`#${it.number} · ${it.title}`] : [])), ...failed],
      buttons: [],
    }),
  };
}

async function one(number: number, { what }: Doing, context: Context) {
  const pipeline = await configured(context);
  const incident = await incidentAsked(number, context);
  const wanted = what(incident, pipeline);
  const { card } = await act(pipeline, number, wanted.act, context.actor);
  return { card, words: wanted.done };
}

async function pressed(number: number, doing: Doing, context: Context): Promise<Reply> {
  try {
    return { card: (await one(number, doing, context)).card };
  } catch (error) {
    // Its state moved on since the card was drawn: the card of now says how, and by whom.
    const now = error instanceof UserError ? await lookAt(await configured(context), number) : undefined;
    if (!now) throw error;
    return { card: now.card };
  }
}

/** Of several, nothing is done when one of them is refused. */
async function refuseBefore(numbers: readonly number[], context: Context): Promise<void> {
  if (numbers.length < 2) return;
  const { store } = await configured(context);
  const all = await Promise.all(numbers.map((number) => store.incidents.incident(number)));
  const known = all.filter((it) => it !== undefined);
  const { seen: open } = await permittedAt(known, placeOfIncident, context);
  for (const refused of known.filter((it) => !open.includes(it))) await incidentAsked(refused.number, context);
}

function titleOf(done: readonly { number: number; words: string }[]): string {
  const [first] = done;
  const numbers = done.map(({ number }) => `#${number}`);
  const last = numbers.pop();
  return `${[numbers.join(', '), last].filter(Boolean).join(' and ')}: ${first?.words ?? ''}`;
}
