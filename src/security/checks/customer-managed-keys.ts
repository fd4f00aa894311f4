import { z } from 'zod';
import { armCheck } from '../posture/arm-check.ts';
import { part, properties, tier, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { keyAgeChecks } from '../posture/key-age-checks.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const Registry = z.object({ sku: tier, properties: part({ encryption: part({ status: word }) }) });
const Group = properties({ encryptionProperties: part({ vaultBaseUrl: word, keyName: word }) });
const Account = properties({ encryption: part({ keySource: word }) });
const Cluster = properties({ diskEncryptionSetID: word });

/** What is stored is encrypted by keys of ours, which are renewed. */
export const customerManagedKeys = definePractice({
  code: 'customer-managed-keys',
  title: 'Customer-managed keys',
  also: ['CMK', 'encryption', 'encryption at rest', 'disk encryption set', 'key rotation', 'own keys'],
  why: 'Only a key of our own can be taken away, and shows in a log who used it.',
  checks: [
    armCheck({
      ...{ code: 'registry-customer-key', title: 'A key of ours encrypts it', severity: 'Low' },
      ...{ policyId: '5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580', of: [armTypes.registry], body: Registry },
      judge: ({ sku, properties: { encryption } }) =>
        /^premium$/i.test(sku.name)
          ? verdict(/^enabled$/i.test(encryption.status), {
              ...{ property: 'properties.encryption.status', value: encryption.status },
              good: 'A key of ours encrypts its images.',
              bad: 'A key of Azure encrypts its images.',
              step: {
                text: 'A registry gets its key when it is made: make one with a key, and import the images into it.',
              },
            })
          : notApplicable('Only a Premium registry takes a key of ours.', 'sku.name', sku.name),
    }),
    armCheck({
      ...{ code: 'container-group-customer-key', title: 'A key of ours encrypts it', severity: 'Low' },
      ...{ policyId: '0aa61e00-0a01-4a3c-9945-e93cffedf0e6', of: [armTypes.containerGroup], body: Group },
      judge: ({ properties: { encryptionProperties: it } }) =>
        verdict(it.vaultBaseUrl !== '' && it.keyName !== '', {
          ...{ property: 'properties.encryptionProperties.keyName', value: it.keyName },
          good: 'A key of ours encrypts what it keeps.',
          bad: 'A key of Azure encrypts what it keeps.',
          step: { text: 'Deploy it again with encryptionProperties, which are set when a container group is made.' },
        }),
    }),
    armCheck({
      ...{ code: 'batch-customer-key', title: 'A key of ours encrypts it', severity: 'Low' },
      ...{ policyId: '99e9ccd8-3db9-4592-b0d1-14b1715a4d8a', of: [armTypes.batch], body: Account },
      judge: ({ properties: { encryption: it } }) =>
        verdict(/^microsoft\.keyvault$/i.test(it.keySource), {
          ...{ property: 'properties.encryption.keySource', value: it.keySource },
          good: 'A key of ours encrypts its data.',
          bad: 'A key of Azure encrypts its data.',
          step: { text: 'An account gets its key when it is made: make one with a key, and move pools and jobs.' },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-disk-key', title: 'A key of ours encrypts its disks', severity: 'Low' },
      ...{ policyId: '7d7be79c-23ba-4033-84dd-45e2a5ccdd67', of: [armTypes.cluster], body: Cluster },
      judge: ({ properties: { diskEncryptionSetID: set } }) =>
        verdict(set !== '', {
          ...{ property: 'properties.diskEncryptionSetID', value: set.split('/').at(-1) },
          good: 'A key of ours encrypts the disks of its nodes.',
          bad: 'A key of Azure encrypts the disks of its nodes.',
          step: { text: 'A cluster gets its disk encryption set when it is made: plan it with the next one.' },
        }),
    }),
    ...keyAgeChecks,
  ],
});
