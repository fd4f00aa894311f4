import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { flag, part, properties, word } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { bodyOf } from './body-of.ts';
import { type About, type Check, defineCheck, type Judged } from './check.ts';
import { days, daysBetween } from './days.ts';
import { factsOf } from './facts-of.ts';
import { keyVersion } from './key-vault-key.ts';
import type { PostureReading } from './posture-reading.ts';
import { readEach } from './read-each.ts';
import type { ReadResource } from './read-resources.ts';
import { notApplicable, verdict } from './verdict.ts';

/** When the key of a resource was renewed last; undefined where no key of ours encrypts it. */
type Renewed = { at: Date; property: string } | undefined;

const Registry = properties({
  encryption: part({ status: word, keyVaultProperties: part({ lastKeyRotationTimestamp: word }) }),
});
const Cluster = properties({
  diskEncryptionSetID: word,
  securityProfile: part({ azureKeyVaultKms: part({ enabled: flag, keyId: word }) }),
});
const Group = properties({ encryptionProperties: part({ vaultBaseUrl: word, keyName: word, keyVersion: word }) });
const Account = properties({
  encryption: part({ keySource: word, keyVaultProperties: part({ keyIdentifier: word }) }),
});
const Row = z.object({ id: z.string(), renewedAt: z.coerce.date().nullish() });

function judge({ value }: Evidence<Renewed>, { now, config }: About): Judged {
  if (value === undefined) return notApplicable('No key of ours encrypts it.');
  const age = daysBetween(value.at, now);
  const most = Math.floor(config.keyAgeMs / 86_400_000);
  return verdict(age <= most, {
    ...{ property: value.property, value: value.at.toISOString().slice(0, 10) },
    good: `Its key was renewed ${days(age)} ago.`,
    bad: `Its key was renewed ${days(age)} ago: ${days(most)} are the most.`,
    step: { text: 'Make a new version of the key in its vault, or give the key a rotation policy there.' },
  });
}

const notTold = (resource: ReadResource, why: string): Gap => ({
  ...{ what: `when the key of ${resource.name} was renewed`, service: 'Resource Graph', why },
  next: 'Look at the key in its vault.',
});

function fromRegistry(resource: ReadResource, now: Date): Evidence<Renewed> | Gap {
  const read = bodyOf(Registry, resource);
  if ('gap' in read) return read.gap;
  const { status, keyVaultProperties } = read.body.properties.encryption;
  const source = { service: 'Resource Graph' as const, detail: resource.type };
  if (!/^enabled$/i.test(status)) return { value: undefined, source, at: now };
  const at = new Date(keyVaultProperties.lastKeyRotationTimestamp);
  if (Number.isNaN(at.getTime())) return notTold(resource, 'The registry does not tell when its key was renewed.');
  const property = 'properties.encryption.keyVaultProperties.lastKeyRotationTimestamp';
  return { value: { at, property }, source, at: now };
}

/** Disk encryption sets by id in small letters, with when each took a new version of its key. */
function diskEncryptionSets({ azure, once }: PostureReading) {
  return once('disk encryption sets', async () => {
    const { rows } = await azure.graph.query(
      graphKql`resources
| where type =~ 'microsoft.compute/diskencryptionsets'
| project id, renewedAt = todatetime(properties.lastKeyRotationTimestamp)
| order by id asc`,
      Row,
    );
    return new Map(rows.map(({ id, renewedAt }) => [id.toLowerCase(), renewedAt]));
  });
}

/** Keys that stand in no body: by identifier, and where it is named. */
function keyOf(resource: ReadResource): { key?: string; property: string } | Gap {
  if (resource.type === armTypes.cluster) {
    const read = bodyOf(Cluster, resource);
    if ('gap' in read) return read.gap;
    const { enabled, keyId } = read.body.properties.securityProfile.azureKeyVaultKms;
    return { property: 'properties.securityProfile.azureKeyVaultKms.keyId', ...(enabled && { key: keyId }) };
  }
  if (resource.type === armTypes.batch) {
    const read = bodyOf(Account, resource);
    if ('gap' in read) return read.gap;
    const { keySource, keyVaultProperties } = read.body.properties.encryption;
    const isOurs = /^microsoft\.keyvault$/i.test(keySource);
    const property = 'properties.encryption.keyVaultProperties.keyIdentifier';
    return { property, ...(isOurs && { key: keyVaultProperties.keyIdentifier }) };
  }
  const read = bodyOf(Group, resource);
  if ('gap' in read) return read.gap;
  const { vaultBaseUrl, keyName, keyVersion: version } = read.body.properties.encryptionProperties;
  const isOurs = vaultBaseUrl !== '' && keyName !== '';
  const property = 'properties.encryptionProperties.keyVersion';
  return { property, ...(isOurs && { key: `${vaultBaseUrl.replace(/\/$/, '')}/keys/${keyName}/${version}` }) };
}

const common = { title: 'Its key is renewed in time', severity: 'Low' as const, judge };

/** How old the keys are: by what the resources themselves tell, else by Key Vault, which is a call each. */
export const keyAgeChecks: readonly Check[] = [
  defineCheck<Renewed>({
    ...{ ...common, code: 'registry-key-age', of: [armTypes.registry], reads: 'together' },
    read: async ({ now }, resources) => factsOf(resources, (it) => fromRegistry(it, now)),
  }),
  defineCheck<Renewed>({
    ...{ ...common, code: 'cluster-disk-key-age', of: [armTypes.cluster], reads: 'together' },
    async read(reading, resources) {
      const sets = await diskEncryptionSets(reading);
      return factsOf<Renewed>(resources, (resource) => {
        const read = bodyOf(Cluster, resource);
        if ('gap' in read) return read.gap;
        const { diskEncryptionSetID: set } = read.body.properties;
        const source = { service: 'Resource Graph' as const, detail: 'microsoft.compute/diskencryptionsets' };
        if (set === '') return { value: undefined, source, at: reading.now };
        const at = sets.get(set.toLowerCase());
        if (!at)
          return notTold(resource, 'Its disk encryption set tells nothing, or is not among what the bot can see.');
        return {
          value: { at, property: 'diskEncryptionSet.properties.lastKeyRotationTimestamp' },
          source,
          at: reading.now,
        };
      });
    },
  }),
  defineCheck<Renewed>({
    ...{ ...common, code: 'key-age', of: [armTypes.cluster, armTypes.containerGroup, armTypes.batch], reads: 'each' },
    read: (reading, resources) =>
      readEach<Renewed>(
        resources,
        ({ name }) => `when the key of ${name} was renewed`,
        async (resource) => {
          const its = keyOf(resource);
          if ('why' in its) return its;
          const source = { service: 'Resource Graph' as const, detail: resource.type };
          if (its.key === undefined) return { value: undefined, source, at: reading.now };
          const found = await keyVersion(reading, its.key);
          return 'why' in found ? found : { ...found, value: { at: found.value.createdAt, property: its.property } };
        },
      ),
  }),
];
