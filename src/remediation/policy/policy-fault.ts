import type { Action } from '../action.ts';

/** As much of an action as the policy needs. */
export type KnownAction = Pick<Action, 'name' | 'risk'>;

/** A fault of the section or of a part of it, and where it stands there. */
export interface PolicyFault {
  path: (string | number)[];
  message: string;
}
