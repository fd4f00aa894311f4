import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { list, part, word } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { type Check, defineCheck } from './check.ts';
import { factsOf } from './facts-of.ts';
import type { PostureReading } from './posture-reading.ts';
import { tolerant } from './tolerant.ts';
import { notApplicable, verdict } from './verdict.ts';

const elevation = part({ elevationLevel: word });
const Pool = z.object({
  id: z.string(),
  name: z.string(),
  properties: part({
    networkConfiguration: part({ publicIPAddressConfiguration: part({ provision: word }) }),
    userAccounts: list(z.object({ name: word, elevationLevel: word })),
    startTask: part({ userIdentity: part({ autoUser: elevation }) }),
  }),
});
type Pool = z.infer<typeof Pool>;

/** The pools of every Batch account, by the account's id in small letters: one query, once in a run. */
function batchPools({ azure, once }: PostureReading) {
  return once('Batch pools', async () => {
    const { rows, truncated } = await azure.graph.query(
      graphKql`batchresources
| where type =~ 'microsoft.batch/batchaccounts/pools'
| project id, name, properties
| order by id asc`,
      tolerant(Pool),
    );
    const byAccount = Map.groupBy(rows, ({ id }) => id.toLowerCase().replace(/\/pools\/[^/]*$/, ''));
    return { byAccount, lastRead: truncated ? [...byAccount.keys()].at(-1) : undefined, isCut: truncated };
  });
}

const read: Check<readonly Pool[]>['read'] = async (reading, resources) => {
  const { byAccount, lastRead, isCut } = await batchPools(reading);
  return factsOf(resources, ({ id, name }): Evidence<readonly Pool[]> | Gap | undefined => {
    const pools = byAccount.get(id.toLowerCase());
    // Of a list that was cut nobody knows whether this account has none, or, where it ends, whether it has more.
    if (isCut && (!pools || id.toLowerCase() === lastRead)) return undefined;
    const source = { service: 'Resource Graph' as const, detail: 'microsoft.batch/batchaccounts/pools' };
    const known = (pools ?? []).flatMap(({ row }) => row ?? []);
    if (pools && known.length < pools.length) return notUnderstood(name);
    return { value: known, source, at: reading.now };
  });
};

const notUnderstood = (name: string): Gap => ({
  ...{ what: `the pools of ${name}`, service: 'Resource Graph' },
  why: 'Resource Graph gave a pool in a form that is not understood.',
  next: 'Report it with the name of the account.',
});

const of = [armTypes.batch];
const none = notApplicable('It has no pools.');
const nodes = (count: number) => (count === 1 ? 'one pool' : `${count} pools`);

/** Nodes of Batch need no public address: they ask the service for work, nobody has to reach them. */
export const batchPoolAddressCheck = defineCheck<readonly Pool[]>({
  ...{ code: 'batch-pool-addresses', title: 'Its nodes have no public addresses', severity: 'Medium', of },
  ...{ reads: 'together', read },
  judge({ value: pools }) {
    const open = pools.filter(
      ({ properties: it }) =>
        !/^nopublicipaddresses$/i.test(it.networkConfiguration.publicIPAddressConfiguration.provision),
    );
    if (pools.length === 0) return none;
    return verdict(open.length === 0, {
      property: 'pools.properties.networkConfiguration.publicIPAddressConfiguration.provision',
      value: `${open.length} of ${pools.length} with public addresses`,
      good: 'No node has a public address.',
      bad: `The nodes of ${nodes(open.length)} have public addresses.`,
      step: { text: 'A pool gets its addresses when it is made: make it anew with NoPublicIPAddresses.' },
      objects: open.map(
        ({ name, properties: it }) =>
          `Pool ${name}: provision = ${it.networkConfiguration.publicIPAddressConfiguration.provision || 'not set'}`,
      ),
    });
  },
});

/** Tasks of Batch run as no administrators of their nodes. */
export const batchPoolAdminCheck = defineCheck<readonly Pool[]>({
  ...{ code: 'batch-pool-admins', title: 'Its tasks run as no administrators', severity: 'Medium', of },
  ...{ reads: 'together', read },
  judge({ value: pools }) {
    const found = pools.flatMap(({ name, properties: { userAccounts, startTask } }) => [
      ...userAccounts
        .filter(({ elevationLevel }) => /^admin$/i.test(elevationLevel))
        .map((it) => `Pool ${name}: userAccounts.${it.name}.elevationLevel = Admin`),
      ...(/^admin$/i.test(startTask.userIdentity.autoUser.elevationLevel)
        ? [`Pool ${name}: startTask.userIdentity.autoUser.elevationLevel = Admin`]
        : []),
    ]);
    if (pools.length === 0) return none;
    return verdict(found.length === 0, {
      ...{ property: 'pools.properties.userAccounts.elevationLevel', value: `${found.length} Admin` },
      good: 'No user of its pools is an administrator.',
      bad: 'Users of its pools are administrators of the nodes.',
      step: { text: 'Make the pool anew with users of the elevation level NonAdmin.' },
      objects: found,
    });
  },
});
