import { z } from 'zod';
import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { flag, list, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { anonymousBindings } from '../posture/kubernetes/anonymous-bindings.ts';
import { clusterAdminBindings } from '../posture/kubernetes/cluster-admin-bindings.ts';
import { defaultTokens } from '../posture/kubernetes/default-tokens.ts';
import { wildcardRoles } from '../posture/kubernetes/wildcard-roles.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const of = [armTypes.cluster];
const AadProfile = z.object({ managed: flag, enableAzureRBAC: flag, serverAppID: word }).nullish();
const Cluster = properties({ enableRBAC: flag, disableLocalAccounts: flag, aadProfile: AadProfile });
const Fabric = properties({ azureActiveDirectory: part({ tenantId: word }) });
const Account = properties({ allowedAuthenticationModes: list(z.string()) });

const fabricEntra = (type: string, more: { policyId?: string; code: string }) =>
  armCheck({
    ...{ title: 'People sign in by Entra ID', severity: 'High', of: [type], body: Fabric, ...more },
    judge: ({ properties: { azureActiveDirectory: it } }, { resource }) =>
      verdict(it.tenantId !== '', {
        ...{ property: 'properties.azureActiveDirectory.tenantId', value: it.tenantId },
        good: 'People sign in by Entra ID.',
        bad: 'Whoever has a client certificate gets in, and nobody knows who it was.',
        step: { text: `Register ${resource.name} in Entra ID and set azureActiveDirectory in its template.` },
      }),
  });

/** People and programs are let in by name, and each to what it needs. */
export const rbac = definePractice({
  code: 'rbac',
  title: 'Role-based access control',
  also: [
    'RBAC',
    'Entra',
    'Azure AD',
    'AAD',
    'local accounts',
    'access control',
    'roles',
    'cluster-admin',
    'wildcard roles',
  ],
  why: 'Without names and roles everybody who gets in may do everything, and nobody knows who did.',
  checks: [
    armCheck({
      ...{ code: 'cluster-rbac', title: 'Kubernetes RBAC is on', severity: 'High' },
      ...{ policyId: 'ac4a19c2-fa67-49b4-8ae5-0b2e78c49457', of, body: Cluster },
      judge: ({ properties: { enableRBAC: isOn } }) =>
        verdict(isOn, {
          ...{ property: 'properties.enableRBAC', value: isOn },
          good: 'Kubernetes asks for a role.',
          bad: 'Whoever gets in may do everything.',
          step: { text: 'It is set when a cluster is made: make a new one with RBAC, and move the workloads.' },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-entra', title: 'People sign in by Entra ID', severity: 'High' },
      ...{ policyId: '450d2877-ebea-41e8-b00c-e286317d21bf', of, body: Cluster },
      judge: ({ properties: { aadProfile } }, { resource: { name, resourceGroup } }) =>
        verdict(aadProfile?.managed === true, {
          ...{ property: 'properties.aadProfile.managed', value: aadProfile?.managed },
          good: 'People sign in by Entra ID.',
          bad: aadProfile?.serverAppID
            ? 'It uses the old integration with applications of its own, which is retired.'
            : 'People sign in by certificates that belong to nobody.',
          step: { text: `az aks update --name ${name} --resource-group ${resourceGroup} --enable-aad` },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-azure-rbac', title: 'Roles are given in Azure', severity: 'Low', of, body: Cluster },
      judge: ({ properties: { aadProfile } }, { resource: { name, resourceGroup } }) =>
        aadProfile?.managed
          ? verdict(aadProfile.enableAzureRBAC, {
              ...{ property: 'properties.aadProfile.enableAzureRBAC', value: aadProfile.enableAzureRBAC },
              good: 'Roles in the cluster are given in Azure, beside all others.',
              bad: 'Roles are given within the cluster alone: reviews of access in Azure do not see them.',
              step: { text: `az aks update --name ${name} --resource-group ${resourceGroup} --enable-azure-rbac` },
            })
          : notApplicable('People do not sign in by Entra ID here.', 'properties.aadProfile', undefined),
    }),
    armCheck({
      ...{ code: 'cluster-local-accounts', title: 'Local accounts are off', severity: 'High' },
      ...{ policyId: '993c2fcd-2b29-49d2-9eb0-df2c3a730c32', of, body: Cluster },
      judge: ({ properties: { disableLocalAccounts: isOff, aadProfile } }, { resource }) =>
        verdict(isOff, {
          ...{ property: 'properties.disableLocalAccounts', value: isOff },
          good: 'Nobody gets a certificate that needs no person.',
          bad: 'Whoever may list credentials gets a certificate of an administrator without a name.',
          step: aadProfile
            ? armChange('disable-local-accounts', 'Disable local accounts', resource)
            : { text: 'Let people sign in by Entra ID first; then disable local accounts.' },
        }),
    }),
    fabricEntra(armTypes.fabric, { code: 'fabric-entra', policyId: 'b54ed75b-3e1a-44ac-a333-05ba39b99ff0' }),
    fabricEntra(armTypes.managedFabric, { code: 'managed-fabric-entra' }),
    armCheck({
      ...{ code: 'batch-entra', title: 'Its shared keys are off', severity: 'Medium' },
      ...{ policyId: '6f68b69f-05fe-49cd-b361-777ee9ca7e35', of: [armTypes.batch], body: Account },
      judge: ({ properties: { allowedAuthenticationModes: modes } }, { resource }) =>
        verdict(modes.length > 0 && modes.every((it) => it.toUpperCase() === 'AAD'), {
          ...{ property: 'properties.allowedAuthenticationModes', value: modes.join(', ') },
          good: 'Only Entra ID lets anybody in.',
          bad: 'Whoever has its key, or a token of a task, gets in.',
          step: { text: `Set allowedAuthenticationModes of ${resource.name} to ["AAD"].` },
        }),
    }),
    clusterAdminBindings,
    anonymousBindings,
    wildcardRoles,
    defaultTokens,
  ],
});
