import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import type { Actor, Role } from '../model/actor.ts';
import type { Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import type { Place } from '../model/place.ts';
import type { Store } from '../store/store.ts';

/** What a command's run may use. Everything of Azure's ends when the work's deadline passes. */
export interface Context {
  actor: Actor;
  place: Place;
  azure: Azure;
  store: Store;
  clock: Clock;
  log: Logger;
  /** Fires when the work's own deadline passes. */
  signal: AbortSignal;
}

/** What a command answers; the edge sends it. */
export interface Reply {
  card: Card;
}

/** What a person can say or press. */
export interface Command<Input> {
  /** The verb, lower case; may be two words ("cluster health"). It is also the card's verb. */
  name: string;
  /** Other ways to say it. */
  synonyms: readonly string[];
  /** "why [symptom] <workload> [cluster=<name>] [ns=<namespace>]". */
  usage: string;
  /** One line for the help card. */
  summary: string;
  /** Lines that can be said (and pressed on the help card) as they are. */
  examples: readonly string[];
  role: Role;
  /** Drives the parser: see commands/parse.ts for what the fields' meta means. */
  input: z.ZodObject<z.ZodRawShape> & z.ZodType<Input>;
  run(input: Input, context: Context): Promise<Reply>;
}

/** Adds types, nothing else. */
export function defineCommand<Shape extends z.ZodRawShape>(
  command: Omit<Command<z.infer<z.ZodObject<Shape>>>, 'input'> & { input: z.ZodObject<Shape> },
): Command<z.infer<z.ZodObject<Shape>>> {
  return command as unknown as Command<z.infer<z.ZodObject<Shape>>>;
}

/** Something said (typed) or pressed (a button's verb and untrusted data). */
export type Ask = { said: string } | { verb: string; data: unknown };

/** An asker's request on its way in. */
export interface Incoming {
  ask: Ask;
  actor: Actor;
  place: Place;
  /** For logs, audit and the apology's reference. */
  requestId: string;
  signal: AbortSignal;
}

/**
 * Turns what was said or pressed into a reply: parse, role, audit, run, errors to words. Never throws.
 * `edit` is true when a press should turn the card it was pressed on into the answer (a picker).
 */
export type Answer = (incoming: Incoming) => Promise<Reply>;

/** What the edge may ask before the work is done. */
export interface Dialogue {
  answer: Answer;
  /** Whether a press of this button replaces the card it stands on (true) or is answered below it (false). */
  replaces(verb: string, data: unknown): Promise<boolean>;
  /** The card shown while the work goes on; says what was understood. */
  progress(ask: Ask): Promise<Card>;
}
