import type { TimeIntervals } from '../../model/time/time-interval.ts';

/** A person, or whoever is in a group, by Entra object id in lower case. */
export type Who = { id: string; group?: never } | { group: string; id?: never };

/** Some people: those of a list, or whoever has that role at the place of the change. */
export type Circle = 'operators' | 'approvers' | readonly Who[];

/** What a rule of the policy asks for where it lets a change be made. */
export interface Terms {
  ask: Circle;
  approve: Circle;
  /** Of different people. */
  approvals: number;
  /** The asker's own approval does not count. */
  fourEyes: boolean;
  /** Of the asker; breaking the glass always wants one. */
  reason: 'required' | 'optional';
  expiresMs: number;
  /** Names of time intervals, in any of which it may run; undefined: at any time. */
  windows?: readonly string[] | undefined;
  /** Counts for low risk in a known environment that is not production, and nowhere else. */
  autoApprove: boolean;
  /** What becomes of objects that a tool puts back from a repository. */
  managed: 'refuse' | 'warn';
  breakGlass?: { who: Circle; reviewWithinMs: number } | undefined;
}

/** A rule of the policy: globs over the names that a change goes by, and what it asks for; what is left out is no condition. */
export interface PolicyRule {
  name: string;
  actions?: readonly string[] | undefined;
  clusters?: readonly string[] | undefined;
  namespaces?: readonly string[] | undefined;
  environments?: readonly string[] | undefined;
  terms: Terms | 'deny';
}

/** Who may change what: the first rule that matches decides, and the default stands behind them. */
export interface Policy {
  rules: readonly PolicyRule[];
  /** Names of environments in lower case. */
  nonProduction: ReadonlySet<string>;
  /** Of the windows. */
  timeIntervals: TimeIntervals;
}

/** The rule behind all others: one approver, who is not the asker. */
export const defaultRule: { name: string; terms: Terms } = {
  name: 'default',
  terms: {
    ask: 'operators',
    approve: 'approvers',
    approvals: 1,
    fourEyes: true,
    reason: 'optional',
    expiresMs: 3_600_000,
    autoApprove: false,
    // A change that is put back minutes later looks made and is not: whoever wants it all the same says so in a rule.
    managed: 'refuse',
  },
};

/** Environments that are not production unless the config says which are. */
export const usualNonProduction = [
  'dev',
  'development',
  'test',
  'testing',
  'qa',
  'sandbox',
  'integration',
  'stage',
  'staging',
] as const;

/** The groups that the policy names, each once, in lower case: who is in them has to be looked up. */
export function groupsInPolicy({ rules }: Policy): string[] {
  const circles = rules.flatMap(({ terms }) =>
    terms === 'deny' ? [] : [terms.ask, terms.approve, ...(terms.breakGlass ? [terms.breakGlass.who] : [])],
  );
  const named = circles.flatMap((it) => (typeof it === 'string' ? [] : it)).flatMap(({ group }) => group ?? []);
  return [...new Set(named)];
}
