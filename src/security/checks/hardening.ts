import { z } from 'zod';
import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { flag, list, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { batchPoolAdminCheck } from '../posture/batch-pool-checks.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const Cluster = properties({
  apiServerAccessProfile: part({ disableRunCommand: flag }),
  agentPoolProfiles: list(z.object({ name: word, osType: word, securityProfile: part({ sshAccess: word }) })),
});
const Fabric = properties({
  ...{ vmImage: word, managementEndpoint: word },
  fabricSettings: list(z.object({ name: word, parameters: list(z.object({ name: word, value: word })) })),
});
const fabric = [armTypes.fabric];

/** A parameter of the section Security. */
function security({ properties: { fabricSettings } }: z.infer<typeof Fabric>, wanted: string): string {
  return (
    fabricSettings
      .filter(({ name }) => /^security$/i.test(name))
      .flatMap(({ parameters }) => parameters)
      .find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value ?? ''
  );
}

/** Back doors of nodes and platforms are shut: shells, administrators, messages that anybody reads. */
export const hardening = definePractice({
  code: 'hardening',
  title: 'Hardened nodes and platforms',
  also: ['run command', 'SSH', 'protection level', 'TLS', 'node hardening', 'command invoke'],
  why: 'Ways in that nobody uses are found by those who look for them.',
  checks: [
    armCheck({
      ...{ code: 'cluster-run-command', title: 'The run command is off', severity: 'Low' },
      ...{ policyId: '89f2d532-c53c-4f8f-9afa-4927b1114a0d', of: [armTypes.cluster], body: Cluster },
      judge: ({ properties: { apiServerAccessProfile: it } }, { resource }) =>
        verdict(it.disableRunCommand, {
          property: 'properties.apiServerAccessProfile.disableRunCommand',
          value: it.disableRunCommand,
          good: 'Nobody runs commands in it through Azure Resource Manager.',
          bad: 'Who has the role in Azure runs commands in it as an administrator.',
          step: armChange('disable-run-command', 'Disable the run command', resource),
        }),
    }),
    armCheck({
      ...{ code: 'cluster-ssh', title: 'Nobody reaches its nodes by SSH', severity: 'Low' },
      ...{ policyId: '28257686-e9db-403e-b9e2-a5eecbe03da9', of: [armTypes.cluster], body: Cluster },
      judge({ properties: { agentPoolProfiles: pools } }, { resource: { name, resourceGroup } }) {
        const property = 'properties.agentPoolProfiles.securityProfile.sshAccess';
        const linux = pools.filter(({ osType }) => !/^windows$/i.test(osType));
        if (linux.length === 0) return notApplicable('It has no pools of Linux.');
        const open = linux.filter(({ securityProfile: it }) => !/^(disabled|entraid)$/i.test(it.sshAccess));
        return verdict(open.length === 0, {
          ...{ property, value: open[0] ? open[0].securityProfile.sshAccess : 'Disabled' },
          good: 'No node takes a local user by SSH.',
          bad: `Nodes of ${open.length === 1 ? 'a pool' : `${open.length} pools`} take a local user by SSH.`,
          step: {
            text: `az aks nodepool update --cluster-name ${name} --resource-group ${resourceGroup} --name POOL --ssh-access disabled, and upgrade the node image.`,
          },
          objects: open.map((it) => `Pool ${it.name}: sshAccess = ${it.securityProfile.sshAccess || 'not set'}`),
        });
      },
    }),
    batchPoolAdminCheck,
    armCheck({
      ...{ code: 'fabric-protection-level', title: 'Its nodes encrypt what they say to each other', severity: 'High' },
      ...{ policyId: '617c02be-7f02-4efd-8836-3180d47b6c68', of: fabric, body: Fabric },
      judge: (body, { resource }) =>
        verdict(/^encryptandsign$/i.test(security(body, 'ClusterProtectionLevel')), {
          property: 'properties.fabricSettings.Security.ClusterProtectionLevel',
          value: security(body, 'ClusterProtectionLevel'),
          good: 'Messages between its nodes are encrypted and signed.',
          bad: 'Its settings do not ask for messages between its nodes to be encrypted.',
          step: { text: `Set ClusterProtectionLevel to EncryptAndSign in the section Security of ${resource.name}.` },
        }),
    }),
    armCheck({
      ...{ code: 'fabric-endpoint', title: 'It is managed over HTTPS', severity: 'High', of: fabric, body: Fabric },
      judge({ properties: { managementEndpoint: at } }, { resource }) {
        if (at === '') return notApplicable('It has no management endpoint.', 'properties.managementEndpoint', at);
        return verdict(/^https:/i.test(at), {
          ...{ property: 'properties.managementEndpoint', value: at },
          good: 'It is managed over HTTPS.',
          bad: 'It is managed without encryption, and without anybody signing in.',
          step: { text: `A cluster gets its certificate when it is made: make ${resource.name} anew as a secure one.` },
        });
      },
    }),
    armCheck({
      ...{
        code: 'fabric-tls',
        title: 'It takes TLS 1.2 and newer alone',
        severity: 'Medium',
        of: fabric,
        body: Fabric,
      },
      judge(body, { resource }) {
        const property = 'properties.fabricSettings.Security.EnforceLinuxMinTlsVersion';
        if (!/linux|ubuntu/i.test(body.properties.vmImage))
          return notApplicable(
            'On Windows its nodes decide it, in their registry.',
            'properties.vmImage',
            body.properties.vmImage,
          );
        const value = security(body, 'EnforceLinuxMinTlsVersion');
        return verdict(/^true$/i.test(value), {
          ...{ property, value, good: 'It takes TLS 1.2 and newer alone.', bad: 'It takes TLS older than 1.2.' },
          step: { text: `Set EnforceLinuxMinTlsVersion to true in the section Security of ${resource.name}.` },
        });
      },
    }),
  ],
});
