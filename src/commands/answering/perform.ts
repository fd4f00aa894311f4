import { askOnce } from '../../diagnosis/ask-once.ts';
import type { Card } from '../../model/card.ts';
import type { Place } from '../../model/place.ts';
import type { Defaults } from '../../store/store.ts';
import { spanned } from '../../telemetry.ts';
import type { AnyCommand, Incoming } from '../command.ts';
import { fieldsOf } from '../language/field.ts';
import type { Said } from '../language/speech.ts';
import type { Permits } from '../people/permits.ts';
import { showUsage } from './clarify.ts';
import { type Filled, fill } from './fill.ts';
import type { House } from './house.ts';
import { incidentDefaults } from './incident-defaults.ts';
import { within } from './within.ts';

/** Fills in what the place knows, validates what came of it, runs the command, and notes what the thread is about: `noted` ends when that is written. */
export async function perform(
  said: Said,
  { ask, actor, place, requestId, automatic = false, signal, mentioned = async () => [] }: Incoming,
  house: House,
  { permit, permitted, isAsked }: Permits,
): Promise<{ card: Card; isShown?: boolean; outcome: 'done' | 'failed'; noted?: Promise<void> }> {
  const { command } = said;
  const { connection, store, clock } = house;
  const { input, assumed, thread } = await filled(said, place, house);
  const valid = command.input.safeParse(input);
  if (!valid.success) return { card: await showUsage(said, input, house), outcome: 'failed' };

  const azure = askOnce(connection.until(signal, house.log));
  const run = spanned(`command ${command.name}`, {}, () =>
    command.run(valid.data, {
      ...house,
      ...{ actor, requestId, automatic, place, azure, signal, assumed, thread, permit, permitted, mentioned },
      ...('said' in ask && { typed: ask.said }),
    }),
  );
  const { card, isShown = false, about } = await within(run, signal, clock);
  // A command that forgot to ask must not answer anybody.
  if (!command.touches && !isAsked()) throw new Error(`"${command.name}" answered without asking for its place.`);
  if (!about) return { card, isShown, outcome: 'done' };
  const noted = store.setThreadSubject(place.tenantId, place.conversationId, about, clock.now());
  return { card, isShown, outcome: 'done', noted };
}

/** A chat has no threads: there, only a question that names nothing goes on with the last one. */
async function filled({ command, input }: Said, place: Place, house: House): Promise<Filled & { thread: Defaults }> {
  const { store } = house;
  const nothing: Defaults = {};
  if (!remembers(command)) return { ...fill(command, input, nothing, nothing), thread: nothing };
  const goesOn = place.kind === 'channel' || !namesSomething(command, input);
  const [before, incident, channel] = await Promise.all([
    goesOn ? store.threadSubject(place.tenantId, place.conversationId) : nothing,
    incidentDefaults(input, place, house),
    store.channelDefaults(place.tenantId, place.channelId),
  ]);
  // A button of an incident means that one; in its thread, what was asked there since goes first.
  const isNew = input.number !== undefined || Object.keys(before).length === 0;
  const thread = incident && isNew ? incident : before;
  return { ...fill(command, input, thread, channel), thread };
}

function remembers(command: AnyCommand): boolean {
  return fieldsOf(command.input).some((field) => field.remembered !== undefined);
}

function namesSomething(command: AnyCommand, input: Record<string, unknown>): boolean {
  return fieldsOf(command.input).some((field) => field.is !== 'choice' && input[field.key] !== undefined);
}
