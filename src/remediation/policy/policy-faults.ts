import type { Action } from '../action.ts';

/** As much of an action as the policy needs. */
export type KnownAction = Pick<Action, 'name' | 'risk'>;

/** A fault of the section as a whole, and where it stands. */
export interface PolicyFault {
  path: (string | number)[];
  message: string;
}

/** What no part of the section can know alone. */
export function policyFaults(_section: unknown, _actions: readonly KnownAction[]): PolicyFault[] {
  return [];
}
