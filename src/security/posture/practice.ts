import type { Check } from './check.ts';

/** One practice of container security, with all that is looked at for it. */
export interface Practice {
  /** Stable, in kebab-case: "registry-credentials". */
  code: string;
  /** As people call it: "Registry credentials". */
  title: string;
  /** Other words that people use for it ("admin user", "anonymous pull"). */
  also: readonly string[];
  /** Why it matters, in one sentence. */
  why: string;
  checks: readonly Check[];
}

/** Adds types, nothing else. */
export function definePractice(practice: Practice): Practice {
  return practice;
}
