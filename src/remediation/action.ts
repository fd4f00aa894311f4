import type { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import type { Plan, Ran, Risk } from '../model/remediation.ts';

/** How far a change has come: 'pending' is asked again. */
export interface Verified {
  state: 'done' | 'pending' | 'failed';
  /** One finished sentence: "2 of 3 replicas run the new limit." */
  sentence: string;
  /** Digests of the images that it made, where it says so. */
  images?: string[];
  /** Of what failed: a part of it was made, so that there is something to undo. */
  partly?: true;
}

/** A change of the catalogue with its input: what undoes another one. */
export interface ActionCall {
  action: string;
  input: Record<string, unknown>;
}

/** A change that we know how to make. */
export interface Action<Name extends string = string, Input = unknown, Before = unknown> {
  /** "raise-memory-limit". */
  name: Name;
  /** As a button says it: "Raise the memory limit". */
  title: string;
  risk: Risk;
  /** Objects are named by ids that the server can check (a cluster's ARM id), never by what a card says of them. */
  input: z.ZodType<Input>;
  /** How long its effect is watched after the run, and how often. */
  watch: { forMs: number; everyMs: number };
  /** How long planning and running may take; a minute where it is left out. */
  runMs?: number;
  /**
   * What would change, proven by a server-side dry run where the API has one; changes nothing. Throws UserError where
   * it makes no sense (nothing to change, no such object, a budget that forbids it), UpstreamError where it cannot be read.
   */
  plan(azure: Azure, input: Input, now: Date): Promise<Plan<Before>>;
  /**
   * Makes the change, once, on the precondition of the plan. Throws UpstreamError: 'conflict' where the object moved on
   * and nothing was changed; `outcomeUnknown` of it says whether the change may have been made.
   */
  run(azure: Azure, input: Input, plan: Plan<Before>, now: Date): Promise<Ran>;
  /** Whether the effect is there; also asked when nobody knows whether it was run: then 'failed' is that it was not. */
  verify(azure: Azure, input: Input, plan: Plan<Before>, o: { startedAt: Date; now: Date }): Promise<Verified>;
  /** The change that takes it back; undefined where there is none (the plan's `final` says why). */
  undo?(input: Input, plan: Plan<Before>): ActionCall | undefined;
}

/** An action of which only the shape is known; its input was validated by its own schema. */
export type AnyAction = Action<string, Record<string, unknown>, unknown>;

/** Adds types, nothing else. */
export function defineAction<const Name extends string, Input, Before>(
  action: Action<Name, Input, Before>,
): Action<Name, Input, Before> {
  return action;
}
