import type { Logger } from 'pino';
import type { AzureConnection } from '../azure/azure.ts';
import { askOnce } from '../diagnosis/ask-once.ts';
import type { Actor, Role } from '../model/actor.ts';
import type { Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import type { AuditLine, Defaults, Store } from '../store/store.ts';
import { clarify, showUsage } from './clarify.ts';
import type { AnyCommand, Context, Incoming, Press, Reply } from './command.ts';
import { errorCard } from './error-card.ts';
import { fill } from './fill.ts';
import { fieldsOf, missingFields } from './language/field.ts';
import type { Parsed, Said } from './language/parse.ts';
import { sentenceOf } from './language/sentence.ts';
import { refuse } from './refuse.ts';
import { refusalOf } from './roles.ts';
import { type Understood, understand } from './understand.ts';
import { within } from './within.ts';

/** What every run needs. */
export interface House {
  connection: AzureConnection;
  store: Store;
  clock: Clock;
  log: Logger;
  commands: readonly AnyCommand[];
  parse(text: string): Parsed;
  buttons(presses: readonly Press[]): ReturnType<Context['buttons']>;
  roleOf(actor: Actor): Role | undefined;
}

/** A card with how it came about, for the audit. */
interface Outcome {
  card: Card;
  what: string;
  detail: string;
  outcome: AuditLine['outcome'];
}

/** Understand, role, fill, validate, run, audit: the same for all that is said or pressed. Never throws. */
export async function answer(incoming: Incoming, house: House): Promise<Reply> {
  const log = house.log.child({ requestId: incoming.requestId });
  const started = house.clock.now().getTime();
  const failed = (error: unknown, asked: string) => {
    const took = house.clock.now().getTime() - started;
    return errorCard(error, { asked, requestId: incoming.requestId, took, late: incoming.signal.aborted }, log);
  };
  try {
    const { card, ...line } = await outcomeOf(incoming, { ...house, log }, failed);
    await house.store.audit({ ...line, at: house.clock.now(), actor: incoming.actor, requestId: incoming.requestId });
    log.info({ what: line.what, outcome: line.outcome, took: house.clock.now().getTime() - started }, 'answered');
    return { card };
  } catch (error) {
    return { card: failed(error, 'your question') };
  }
}

async function outcomeOf(
  incoming: Incoming,
  house: House,
  failed: (error: unknown, asked: string) => Card,
): Promise<Outcome> {
  const understood = await understand(incoming.ask, house.commands, house.parse, house.store);
  const said =
    understood.kind === 'nothing' ? helpIn(house) : understood.kind === 'understood' ? understood : undefined;
  const asked = said
    ? { what: said.command.name, detail: sentenceOf(said) }
    : { what: understood.kind, detail: guessed(understood) };
  const wanted = said?.command.role ?? 'viewer';
  const refusal = refusalOf(house.roleOf(incoming.actor), wanted);
  if (refusal)
    return {
      card: refuse(refusal, incoming.actor, wanted),
      what: `refused:${asked.what}`,
      detail: asked.detail,
      outcome: 'refused',
    };
  if (!said)
    return {
      card: await clarify(understood as Parameters<typeof clarify>[0], house.buttons),
      ...asked,
      outcome: 'failed',
    };
  try {
    return { ...(await run(said, incoming, house)), ...asked };
  } catch (error) {
    return { card: failed(error, asked.detail), ...asked, outcome: 'failed' };
  }
}

async function run(
  { command, input: raw }: Said,
  { actor, place, signal }: Incoming,
  house: House,
): Promise<Pick<Outcome, 'card' | 'outcome'>> {
  const { store, clock, connection } = house;
  const { input, assumed } = await filled(command, raw, place, store);
  const valid = command.input.safeParse(input);
  if (!valid.success) {
    const missing = missingFields(command, input);
    const examples = command.examples.flatMap((text) => pressOf(text, house));
    return {
      card: await showUsage(
        { command, input: missing.length > 0 ? raw : {} },
        missing.map((it) => it.noun),
        examples,
        house.buttons,
      ),
      outcome: 'failed',
    };
  }
  const { log, commands, parse, buttons } = house;
  const context: Context = {
    actor,
    place,
    azure: askOnce(connection.until(signal)),
    store,
    clock,
    log,
    signal,
    commands,
    parse,
    assumed,
    buttons,
  };
  const { card, about } = await within(command.run(valid.data, context), signal, clock);
  if (about) await store.setThreadSubject(place.tenantId, place.conversationId, about, clock.now());
  return { card, outcome: 'done' };
}

/** A chat has no threads: there, only a question that names nothing goes on with the last one. */
async function filled(command: AnyCommand, said: Record<string, unknown>, place: Incoming['place'], store: Store) {
  const fields = fieldsOf(command.input);
  if (!fields.some((field) => field.remembered !== undefined)) return fill(command, said, {}, {});
  const names = fields.some((field) => field.is !== 'choice' && said[field.key] !== undefined);
  const goesOn = place.kind === 'channel' || !names;
  const nothing: Defaults = {};
  const [thread, channel] = await Promise.all([
    goesOn ? store.threadSubject(place.tenantId, place.conversationId) : nothing,
    store.channelDefaults(place.tenantId, place.channelId),
  ]);
  return fill(command, said, thread, channel);
}

function helpIn({ commands }: House): Said | undefined {
  const command = commands.find((it) => it.name === 'help');
  return command && { command, input: {} };
}

function guessed(understood: Understood): string {
  return understood.kind === 'unsure' ? understood.suggestions.map(sentenceOf).join(' | ') : '';
}

function pressOf(title: string, { parse }: House): Press[] {
  const parsed = parse(title);
  return parsed.kind === 'understood' ? [{ title, verb: parsed.command.name, input: parsed.input }] : [];
}
