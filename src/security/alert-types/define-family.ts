import type { Tactic } from './tactics.ts';

/** Changes that may help against an attack, by what a person would call them. */
export const helps = [
  'isolate-pod',
  'delete-pod',
  'scale-to-zero',
  'cordon',
  'lock-image',
  'remove-role-binding',
] as const;

/** One of them. */
export type Help = (typeof helps)[number];

/** Alerts that mean alike: what to look at and what helps is the same for all of them. */
export interface AlertFamily {
  /** What to look at first, in one sentence. */
  look: string;
  /** The likeliest first; what else fits an alert's entities is offered after these. */
  helps: readonly Help[];
  /** By the type's name: what it means in one sentence, and its tactics. */
  types: Readonly<Record<string, readonly [means: string, ...tactics: Tactic[]]>>;
}

/** Adds types, nothing else. */
export function defineFamily(family: AlertFamily): AlertFamily {
  return family;
}
