import { z } from 'zod';
import { armChange } from '../posture/arm-change.ts';
import { armCheck } from '../posture/arm-check.ts';
import { flag, list, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { nodeImageCheck } from '../posture/node-image-check.ts';
import { definePractice } from '../posture/practice.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';
import { versionChecks } from '../posture/version-checks.ts';

const of = [armTypes.cluster];
const Cluster = properties({
  autoUpgradeProfile: part({ upgradeChannel: word, nodeOSUpgradeChannel: word }),
  securityProfile: part({ imageCleaner: part({ enabled: flag }) }),
});
const Fabric = properties({
  clusterCodeVersion: word,
  availableClusterVersions: list(z.object({ codeVersion: word, supportExpiryUtc: word })),
});

/** Flaws that are mended upstream are mended here soon. */
export const updates = definePractice({
  code: 'updates',
  title: 'Updates and patches',
  also: ['upgrade', 'auto-upgrade', 'patches', 'node OS', 'version support', 'node image', 'Image Cleaner'],
  why: 'Most attacks use flaws for which there was a fix, on machines that did not have it.',
  checks: [
    ...versionChecks,
    armCheck({
      ...{ code: 'cluster-auto-upgrade', title: 'AKS upgrades it by itself', severity: 'Medium' },
      ...{ policyId: '5c345cdf-2049-47e0-b8fe-b0e96bc2df35', of, body: Cluster },
      judge({ properties: { autoUpgradeProfile: it } }, { resource: { id: resourceId, name } }) {
        const channel = it.upgradeChannel;
        return verdict(channel !== '' && !/^none$/i.test(channel), {
          ...{ property: 'properties.autoUpgradeProfile.upgradeChannel', value: channel },
          good: /^node-image$/i.test(channel)
            ? 'AKS renews the images of its nodes, and leaves its version of Kubernetes to people.'
            : `AKS upgrades it by the channel ${channel}.`,
          bad: 'Nobody upgrades it but people.',
          step: {
            ...{ text: `Let AKS upgrade ${name} to new patches.`, title: 'Let AKS upgrade it to new patches' },
            ...{ action: 'set-auto-upgrade-channel', input: { resourceId, channel: 'patch' } },
          },
        });
      },
    }),
    armCheck({
      ...{ code: 'cluster-node-os-channel', title: 'AKS patches its nodes by itself', severity: 'Medium' },
      ...{ policyId: '04408ca5-aa10-42ce-8536-98955cdddd4c', of, body: Cluster },
      judge({ properties: { autoUpgradeProfile: it } }, { resource }) {
        const property = 'properties.autoUpgradeProfile.nodeOSUpgradeChannel';
        // AKS takes NodeImage for one that is not set.
        const channel = it.nodeOSUpgradeChannel || 'NodeImage';
        return verdict(/^(nodeimage|securitypatch)$/i.test(channel), {
          ...{ property, value: it.nodeOSUpgradeChannel },
          good: `AKS patches its nodes by the channel ${channel}.`,
          bad: /^unmanaged$/i.test(channel)
            ? 'Nodes patch themselves, and stay without a fix that needs a restart until somebody restarts them.'
            : 'Nobody patches its nodes but people.',
          step: {
            ...{ text: `Let AKS patch the nodes of ${resource.name}.`, title: 'Let AKS patch the nodes' },
            ...{ action: 'set-node-os-channel', input: { resourceId: resource.id, channel: 'NodeImage' } },
          },
        });
      },
    }),
    nodeImageCheck,
    armCheck({
      ...{ code: 'cluster-image-cleaner', title: 'Images that nothing runs are removed', severity: 'Low' },
      ...{ policyId: 'af3c26b2-6fad-493e-9236-9c68928516ab', of, body: Cluster },
      judge: ({ properties: { securityProfile: it } }, { resource }) =>
        verdict(it.imageCleaner.enabled, {
          ...{ property: 'properties.securityProfile.imageCleaner.enabled', value: it.imageCleaner.enabled },
          good: 'The Image Cleaner removes images that nothing runs.',
          bad: 'Old images with their flaws stay on the nodes.',
          step: armChange('enable-image-cleaner', 'Enable the Image Cleaner', resource),
        }),
    }),
    armCheck({
      ...{ code: 'fabric-version', title: 'Its version is supported', severity: 'High' },
      ...{ of: [armTypes.fabric], body: Fabric },
      judge({ properties: { clusterCodeVersion: version, availableClusterVersions: known } }, { resource, now }) {
        const expiry = known.find(({ codeVersion }) => codeVersion === version)?.supportExpiryUtc ?? '';
        const at = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(expiry) ? expiry : `${expiry}Z`);
        if (Number.isNaN(at))
          return notApplicable(
            'Azure does not tell how long its version is supported.',
            'properties.clusterCodeVersion',
            version,
          );
        return verdict(at > now.getTime(), {
          ...{ property: 'properties.availableClusterVersions.supportExpiryUtc', value: expiry },
          good: `${version} is supported until ${expiry.slice(0, 10)}.`,
          bad: `The support of ${version} ended on ${expiry.slice(0, 10)}: it gets no fixes.`,
          step: { text: `Upgrade ${resource.name}, or set its upgradeMode to Automatic.` },
        });
      },
    }),
  ],
});
