import type { NextStep } from '../model/finding.ts';
import type * as actions from './actions/index.ts';

/** An action of the catalogue with an input that fits it. */
type ActionSuggestion<A> = A extends { name: infer Name; input: { _output: infer Input } }
  ? { text: string; title: string; action: Name; input: Input }
  : never;

/** Text alone; said outright, because the compiler does not look for more fields in what a function returns. */
type Text = NextStep & { title?: never; action?: never; input?: never };

/** What a rule or a check may suggest: text, or an action that exists with an input that it takes. */
export type Suggestion = Text | ActionSuggestion<(typeof actions)[keyof typeof actions]>;
