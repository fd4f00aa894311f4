import type { Work } from '../../azure/access.ts';
import type { AzureConnection } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Actor, Role } from '../../model/actor.ts';
import type { Clock } from '../../model/clock.ts';
import { type Grant, grantsOf } from './grants.ts';
import { type Act, changesSomething, type Decision, mayRun } from './may-run.ts';
import { createMemberships } from './memberships.ts';
import { groupsIn, type PeopleConfig } from './people-config.ts';
import type { Where } from './scope.ts';

/** Who may do what. */
export interface People {
  /**
   * One decision for each place (undefined: anywhere at all), all by the same state of the directory. His own object id
   * decides first; groups are asked for only where that is not enough: anew for what changes something.
   */
  decide(actor: Actor, act: Act, wheres: readonly (Where | undefined)[], work: Work): Promise<Decision[]>;
}

const objectIdForm = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const inNoGroup: ReadonlySet<string> = new Set();

/** The people of the config. `unknownPerson`: the role of somebody who is in no list and no group; a practice range's alone. */
export function createPeople(o: {
  config: PeopleConfig;
  connection: AzureConnection;
  clock: Clock;
  unknownPerson?: Role;
}): People {
  const { config, unknownPerson } = o;
  const groups = groupsIn(config);
  const blocksGroups = config.blocked.some(({ group }) => group !== undefined);
  const memberships = createMemberships({ ...o, groups });
  const stranger: Grant[] = unknownPerson ? [{ role: unknownPerson, by: 'surroundings' }] : [];

  return {
    async decide(actor, act, wheres, work) {
      const id = actor.objectId.toLowerCase();
      const each = (grants: Grant[] | 'blocked') => wheres.map((where) => mayRun(grants, act, where));
      const own = grantsOf(config, id, inNoGroup);
      const byList = each(own);
      // Without an object id (some guests) there is nobody whose groups could be asked for.
      const isSettled = own === 'blocked' || groups.length === 0 || !objectIdForm.test(id);
      if (isSettled) return own === 'blocked' || own.length > 0 ? byList : each(stranger);
      if (!blocksGroups && byList.every((it) => 'grant' in it)) return byList;
      if (act.touches === 'nothing') return each([{ role: 'viewer', by: 'manual' }]);
      try {
        const memberOf = await memberships.of(id, { fresh: changesSomething(act) }, work);
        const all = grantsOf(config, id, memberOf);
        return each(all.length > 0 ? all : stranger);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        // Other clients than a practice range's own page have people whom its directory does not have.
        if (error.reason === 'not-found' && own.length === 0 && unknownPerson) return each(stranger);
        const refusal = { reason: 'groups-unread', gap: gapOf(error, 'your groups') } as const;
        // What his own object id gives, no group takes away, unless it may be one that is blocked.
        return byList.map((it) => ('grant' in it && !blocksGroups ? it : { refusal }));
      }
    },
  };
}
