import { type Role, roles } from '../../model/actor.ts';
import type { Gap } from '../../model/gap.ts';
import type { Grant } from './grants.ts';
import { covers, type Where } from './scope.ts';

/** What somebody wants to do: as much of a command as the decision needs. */
export interface Act {
  name: string;
  role: Role;
  touches?: 'no cluster' | 'nothing' | undefined;
  /** Set where only role and place are asked for, and not which command. */
  isAnyVerb?: boolean;
  /** Set where nothing is allowed by it: who is in which group may be a few minutes old. */
  isGlance?: boolean;
}

/** Why somebody may not do something; `held` are the grants that come closest, `next` what to do where more than usual is known of that. */
export type Refusal =
  | { reason: 'outsider' | 'blocked' }
  | { reason: 'role-too-low'; wanted: Role }
  | { reason: 'verb-not-granted'; held: readonly Grant[] }
  | { reason: 'outside-scope'; held: readonly Grant[]; next?: string }
  | { reason: 'groups-unread'; gap: Gap };

/** The grant by which somebody may do it, or why he may not. */
export type Decision = { grant: Grant } | { refusal: Refusal };

/** Whether somebody with these grants may do it there; without a place, whether he may do it anywhere at all. */
export function mayRun(grants: readonly Grant[] | 'blocked', act: Act, where?: Where): Decision {
  if (grants === 'blocked') return { refusal: { reason: 'blocked' } };
  if (grants.length === 0) return { refusal: { reason: 'outsider' } };
  const strong = grants.filter(({ role }) => roles.indexOf(role) >= roles.indexOf(act.role));
  if (strong.length === 0) return { refusal: { reason: 'role-too-low', wanted: act.role } };
  // How to ask is everybody's to know, who may ask only one thing included.
  const meant = strong.filter(
    ({ verbs }) => act.touches === 'nothing' || act.isAnyVerb || !verbs || verbs.includes(act.name),
  );
  if (meant.length === 0) return { refusal: { reason: 'verb-not-granted', held: strong } };
  const [grant] = where === undefined ? meant : meant.filter(({ scope }) => covers(scope, where));
  return grant ? { grant } : { refusal: { reason: 'outside-scope', held: meant } };
}

/** Whether it changes something: who may do that is read anew each time. */
export function changesSomething({ role, isGlance = false }: Act): boolean {
  return role !== 'viewer' && !isGlance;
}
