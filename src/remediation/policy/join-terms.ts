import type { Circle, Terms } from './policy.ts';

/** The terms of one rule, or of several that all have to be met. */
export interface Joined
  extends Pick<Terms, 'approvals' | 'fourEyes' | 'reason' | 'expiresMs' | 'autoApprove' | 'managed'> {
  /** A person must stand in every circle; never empty. */
  ask: readonly Circle[];
  approve: readonly Circle[];
  /** Each is a choice of time intervals by name, and of each choice one must hold; empty: at any time. */
  windows: readonly (readonly string[])[];
  breakGlass?: { who: readonly Circle[]; reviewWithinMs: number };
}

/** The strictest of all that these terms say, one at least. */
export function joinTerms(all: readonly Terms[]): Joined {
  const glass = all.flatMap(({ breakGlass }) => breakGlass ?? []);
  return {
    ask: distinct(all.map(({ ask }) => ask)),
    approve: distinct(all.map(({ approve }) => approve)),
    approvals: Math.max(...all.map(({ approvals }) => approvals)),
    fourEyes: all.some(({ fourEyes }) => fourEyes),
    reason: all.some(({ reason }) => reason === 'required') ? 'required' : 'optional',
    expiresMs: Math.min(...all.map(({ expiresMs }) => expiresMs)),
    windows: distinct(all.flatMap(({ windows }) => (windows ? [windows] : []))),
    autoApprove: all.every(({ autoApprove }) => autoApprove),
    managed: all.some(({ managed }) => managed === 'refuse') ? 'refuse' : 'warn',
    ...(glass.length === all.length && {
      breakGlass: {
        who: distinct(glass.map(({ who }) => who)),
        reviewWithinMs: Math.min(...glass.map(({ reviewWithinMs }) => reviewWithinMs)),
      },
    }),
  };
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((it) => [JSON.stringify(it), it])).values()];
}
