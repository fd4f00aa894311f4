import type { Role } from '../../model/actor.ts';
import type { AnyAction } from '../../remediation/action.ts';
import * as shelf from '../../remediation/actions/index.ts';
import type { ChangeWork } from '../../remediation/life/change-work.ts';
import { createLeave } from './change-leave.ts';
import { createPeople } from './people.ts';
import type { PeopleConfig } from './people-config.ts';

/** The catalogue of changes, by name. */
export const catalogue: ReadonlyMap<string, AnyAction> = new Map(
  (Object.values(shelf) as unknown as AnyAction[]).map((it) => [it.name, it]),
);

/** The work on changes, with who may take part by the people of the config and its policy. */
export function startChanges(
  o: Omit<ChangeWork, 'may' | 'actions'> & { people: PeopleConfig; unknownPerson?: Role | undefined },
): ChangeWork {
  const { people: config, unknownPerson, ...work } = o;
  const { connection, clock } = work;
  const people = createPeople({ config, connection, clock, ...(unknownPerson && { unknownPerson }) });
  const may = createLeave({ people, policy: work.config.policy, connection, clock });
  return { ...work, actions: catalogue, may };
}
