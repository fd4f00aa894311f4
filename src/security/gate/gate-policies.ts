import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { type policyConfig, policyOf } from './gate-config.ts';
import { type GatePolicy, readyPolicies } from './gate-policy.ts';

/** The policies of an installation. */
export interface GatePolicies {
  /** The one of this name, or the one that is meant where none is named; UserError with the names for another. */
  policy(name?: string): GatePolicy;
  names: readonly string[];
}

/** The policies of the settings beside the ready ones. */
export function gatePolicies(section: {
  default: string;
  policies: Readonly<Record<string, z.infer<typeof policyConfig>>>;
}): GatePolicies {
  const own = Object.entries(section.policies).map(([name, it]) => policyOf(name, it));
  const all = new Map([...readyPolicies, ...own].map((it) => [it.name, it]));
  return {
    names: [...all.keys()],
    policy(name = section.default) {
      const found = all.get(name);
      if (found) return found;
      throw new UserError(
        `There is no policy "${name.slice(0, 60)}" of the gate. There are ${[...all.keys()].join(', ')}.`,
      );
    },
  };
}
