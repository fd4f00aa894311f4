import type { Work } from '../../azure/access.ts';
import type { Actor } from '../../model/actor.ts';
import type { Grant } from './grants.ts';
import type { Act } from './may-run.ts';
import type { People } from './people.ts';
import { Refused } from './refused.ts';
import type { Where } from './scope.ts';

/** What one person may do by one command, asked for as the command comes to know what it is about. */
export interface Permits {
  /** Throws Refused when the person may do it nowhere. */
  admit(): Promise<void>;
  /** Throws Refused when the person may not do it there; for what changes something, call it right before the change. */
  permit(where: Where | 'any place'): Promise<void>;
  /** Those of the things that lie where the person may do it. */
  permitted<Thing>(things: readonly Thing[], whereOf: (thing: Thing) => Where): Promise<Thing[]>;
  /** Whether the command asked for any place. */
  isAsked(): boolean;
  /** For the audit: the role by which it was done, and the list or group that gives it. */
  authority(): string;
}

/** One for each question. */
export function createPermits(people: People, actor: Actor, act: Act, work: Work): Permits {
  let isAsked = false;
  let last: Grant | undefined;

  async function require(where: Where | undefined): Promise<void> {
    const [decision] = await people.decide(actor, act, [where], work);
    if (!decision || 'refusal' in decision) throw new Refused(decision?.refusal ?? { reason: 'outsider' });
    last = decision.grant;
  }

  return {
    admit: () => require(undefined),
    permit(where) {
      isAsked = true;
      return require(where === 'any place' ? undefined : where);
    },
    async permitted(things, whereOf) {
      isAsked = true;
      const decisions = things.length > 0 ? await people.decide(actor, act, things.map(whereOf), work) : [];
      return things.filter((_, n) => 'grant' in (decisions[n] ?? {}));
    },
    isAsked: () => isAsked,
    authority: () => (last ? `${last.role} by ${last.by}` : ''),
  };
}
