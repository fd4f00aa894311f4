import { type Role, roles } from '../../model/actor.ts';
import type { Member, PeopleConfig } from './people-config.ts';
import type { Scope } from './scope.ts';

/** A role that somebody has, by which line of the config, and for what. */
export interface Grant {
  role: Role;
  /** 'list': his own object id stands there; 'surroundings': a practice range takes anybody; 'manual': what everybody may read. */
  by: 'list' | `group ${string}` | 'surroundings' | 'manual';
  scope?: Scope | undefined;
  /** The only commands that it is for; undefined for all. */
  verbs?: readonly string[] | undefined;
}

/** All that the config gives to this person, who is in these groups, the most powerful role first; 'blocked' wins over all. */
export function grantsOf(config: PeopleConfig, objectId: string, memberOf: ReadonlySet<string>): Grant[] | 'blocked' {
  const isMeant = ({ id, group }: Pick<Member, 'id' | 'group'>) =>
    id === objectId || (group !== undefined && memberOf.has(group));
  if (config.blocked.some(isMeant)) return 'blocked';
  return [...roles].reverse().flatMap((role) =>
    config[role].filter(isMeant).map(({ group, scope, verbs }): Grant => {
      return { role, by: group === undefined ? 'list' : `group ${group}`, scope, verbs };
    }),
  );
}
