import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import type { Pipeline } from '../incidents/pipeline/pipeline.ts';
import type { Actor, Role } from '../model/actor.ts';
import type { MetricAlert } from '../model/baseline-alert.ts';
import type { Button, Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import type { Place } from '../model/place.ts';
import type { SavedQuery } from '../monitoring/saved-queries/saved-query.ts';
import type { ChangeWork } from '../remediation/life/change-work.ts';
import type { GatePolicies } from '../security/gate/gate-policies.ts';
import type { PostureSettings } from '../security/posture/posture-config.ts';
import type { Defaults, Store } from '../store/store.ts';
import type { Speech } from './language/speech.ts';
import type { Permits } from './people/permits.ts';

/**
 * What a command's run may use. Everything of Azure's ends when the work's deadline passes. A run asks with `permit` for
 * the place that it found out to be meant, before it tells of it, and again right before it changes something.
 */
export interface Context extends Pick<Permits, 'permit' | 'permitted'> {
  actor: Actor;
  /** For the audit's lines and the apology's reference. */
  requestId: string;
  /** A client brings a card up to date by itself: nobody did anything. */
  automatic: boolean;
  place: Place;
  azure: Azure;
  store: Store;
  clock: Clock;
  log: Logger;
  /** Fires when the work's own deadline passes. */
  signal: AbortSignal;
  /** All that can be said, for help. */
  commands: readonly AnyCommand[];
  /** For help's examples. */
  speech: Speech;
  /** Fields of the input that nobody said: they were taken from the thread or the channel. */
  assumed: ReadonlySet<string>;
  /** What the thread was about before; empty in a new one. */
  thread: Defaults;
  /** The work on alerts and incidents; undefined where the settings have none. */
  incidents?: Pipeline | undefined;
  /** The work on changes; undefined only in tests that do without it. */
  changes?: ChangeWork | undefined;
  /** The gate's policies; undefined has the ready ones alone. */
  gate?: GatePolicies | undefined;
  /** What counts as good posture; undefined has what counts without settings. */
  posture?: PostureSettings | undefined;
  /** Tags that name a resource's owner, the first that is there; the usual ones without it. */
  ownerTags?: readonly string[] | undefined;
  /** Saved queries of the settings. */
  queries?: readonly SavedQuery[] | undefined;
  /** Alerts on metrics that the settings recommend, beside ours. */
  baseline?: readonly MetricAlert[] | undefined;
  /** Whom the sentence mentions, the bot apart; nobody for a press. */
  mentioned(): Promise<readonly Mentioned[]>;
  /** What was typed, verbatim and untrusted; undefined for a press. It may only hint. */
  typed?: string;
  /** Writes what the buttons will do, in one transaction, and gives the buttons. */
  buttons(presses: readonly Press[]): Promise<Button[]>;
}

/** Somebody whom a message mentions, as Teams vouches for it. */
export interface Mentioned {
  /** As it stands in the text. */
  name: string;
  /** Entra object id; undefined for guests and for what is no person. */
  objectId?: string;
}

/** A button to be: a command with its input. */
export interface Press {
  title: string;
  verb: string;
  input: Record<string, unknown>;
  /** Whether pressing turns the card into the answer. */
  replaces?: boolean;
}

/** What a command answers; the edge sends it. */
export interface Reply {
  card: Card;
  /** The card in a sentence or two, when it refuses: of a press, for who pressed alone. */
  refused?: string;
  /** The run has put out a card for all to see: this one only takes the place of a progress card. */
  isShown?: boolean;
  /** What the thread is about from now on. */
  about?: Defaults;
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
  /**
   * What a person must be permitted beside the verb: by default the places that the run asks for, which it must. Nothing
   * more for 'no cluster'; for 'nothing', which tells what the manual tells, not even a group is looked up.
   */
  touches?: 'no cluster' | 'nothing';
  /** Set where a name alone does not offer it: the answer to another question leads there. */
  isLedTo?: true;
  /** Set where only buttons say it: what it needs cannot be typed. */
  isPressedOnly?: true;
  /** Set where a press is answered, in the turn, to who pressed alone: what all see is put out by the run. */
  pressed?: 'for who pressed';
  /** What is being done, for the progress card ("Looking into why payments-api was OOMKilled"); the input as said. */
  doing?(input: Record<string, unknown>): string;
  /** Drives the parser: language/field.ts says what the fields' meta means. */
  input: z.ZodObject<z.ZodRawShape> & z.ZodType<Input>;
  run(input: Input, context: Context): Promise<Reply>;
}

/** A command of which only the shape is known; its input was validated by its own schema. */
export type AnyCommand = Command<Record<string, unknown>>;

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
  /** A client brings a card up to date by itself: nobody did anything. */
  automatic?: boolean;
  /** Looks up whom the sentence mentions; without it nobody. */
  mentioned?(): Promise<readonly Mentioned[]>;
}

/** Turns what was said or pressed into a reply: parse, role, audit, run, errors to words. Never throws. */
export type Answer = (incoming: Incoming) => Promise<Reply>;

/**
 * Where a press is answered: 'in place' takes the card's place, 'below' leaves it, 'alone' shows it to who pressed. 'in doubt': the person seems not to be
 * allowed to, and a refusal is for him alone and never takes the others' card away.
 */
export type Pressed = 'in place' | 'below' | 'alone' | 'in doubt';

/** What the edge may ask before the work is done. */
export interface Dialogue {
  answer: Answer;
  /** What becomes of a press of this button, as far as that can be told at a glance. */
  pressed(verb: string, data: unknown, actor: Actor): Promise<Pressed>;
  /** The card shown while the work goes on; says what was understood. */
  progress(ask: Ask): Promise<Card>;
}
