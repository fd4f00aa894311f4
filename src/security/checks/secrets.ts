import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { addOn, flag, part, properties } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { plainSecrets } from '../posture/kubernetes/plain-secrets.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const of = [armTypes.cluster];
const name = 'azureKeyvaultSecretsProvider';
const Vault = properties({ addonProfiles: addOn(name) });
const Cluster = properties({
  securityProfile: part({ azureKeyVaultKms: part({ enabled: flag }), workloadIdentity: part({ enabled: flag }) }),
});
const path = `properties.addonProfiles.${name}`;

/** Secrets are kept in a vault, are encrypted where Kubernetes has them, and are needed by few. */
export const secrets = definePractice({
  code: 'secrets',
  title: 'Secrets',
  also: ['Key Vault', 'secret store', 'CSI driver', 'KMS', 'workload identity', 'secret rotation', 'secrets in env'],
  why: 'A secret in a manifest or a variable is read by everybody who may look at the workload, and is never changed.',
  checks: [
    armCheck({
      ...{ code: 'cluster-key-vault-add-on', title: 'The Key Vault add-on is on', severity: 'Medium', of, body: Vault },
      judge: ({ properties: { addonProfiles: it } }, { resource }) =>
        verdict(it[name].enabled, {
          ...{ property: `${path}.enabled`, value: it[name].enabled },
          good: 'Workloads can mount secrets from Key Vault.',
          bad: 'Workloads have no way to mount secrets from Key Vault.',
          step: armChange('enable-key-vault-addon', 'Enable the Key Vault add-on', resource),
        }),
    }),
    armCheck({
      ...{ code: 'cluster-secret-rotation', title: 'Mounted secrets are renewed', severity: 'Low', of, body: Vault },
      judge({ properties: { addonProfiles: it } }, { resource }) {
        const { enabled, config } = it[name];
        if (!enabled) return notApplicable('The Key Vault add-on is off.', `${path}.enabled`, enabled);
        return verdict(/^true$/i.test(config.enableSecretRotation), {
          ...{ property: `${path}.config.enableSecretRotation`, value: config.enableSecretRotation },
          good: 'A new version of a secret reaches the pods that mount it.',
          bad: 'Pods keep the version of a secret that they started with.',
          step: armChange('enable-key-vault-addon', 'Turn rotation on', resource),
        });
      },
    }),
    armCheck({
      ...{ code: 'cluster-kms', title: 'Secrets in etcd are encrypted by a key of ours', severity: 'Medium' },
      ...{ policyId: 'dbbdc317-9734-4dd8-9074-993b29c69008', of, body: Cluster },
      judge: ({ properties: { securityProfile: it } }, { resource }) =>
        verdict(it.azureKeyVaultKms.enabled, {
          ...{ property: 'properties.securityProfile.azureKeyVaultKms.enabled', value: it.azureKeyVaultKms.enabled },
          good: 'Secrets in etcd are encrypted by a key of ours.',
          bad: 'Secrets in etcd are encrypted by a key of Azure alone.',
          step: {
            text: `az aks update --name ${resource.name} --resource-group ${resource.resourceGroup} --enable-azure-keyvault-kms --azure-keyvault-kms-key-id KEY`,
          },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-workload-identity', title: 'Workloads sign in without secrets', severity: 'Medium' },
      ...{ policyId: '2cc2e023-0dac-4046-875b-178f683929d5', of, body: Cluster },
      judge: ({ properties: { securityProfile: it } }, { resource }) =>
        verdict(it.workloadIdentity.enabled, {
          ...{ property: 'properties.securityProfile.workloadIdentity.enabled', value: it.workloadIdentity.enabled },
          good: 'Workloads can sign in to Azure by their service account.',
          bad: 'Workloads need a secret, or the identity of their node, to sign in to Azure.',
          step: armChange('enable-workload-identity', 'Enable workload identity', resource),
        }),
    }),
    plainSecrets,
  ],
});
