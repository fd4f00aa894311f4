import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { properties, word } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { bodyOf } from './body-of.ts';
import { type Check, defineCheck } from './check.ts';
import { factsOf } from './facts-of.ts';
import type { ReadResource } from './read-resources.ts';
import { type OfferedVersion, offeredVersions } from './supported-versions.ts';
import { verdict } from './verdict.ts';

const Cluster = properties({ currentKubernetesVersion: word, kubernetesVersion: word, supportPlan: word });
const form = /^v?(\d+\.\d+)(\.\d+)?/;

interface VersionFact {
  /** "1.31.9". */
  version: string;
  minor: string;
  supportPlan: string;
  offered: readonly OfferedVersion[];
}

const read: Check<VersionFact>['read'] = async (reading, resources) => {
  const byRegion = await offeredVersions(reading, resources);
  return factsOf(resources, (resource) => versionOf(resource, byRegion.get(resource.location)));
};

function versionOf(
  resource: ReadResource,
  offered: Evidence<readonly OfferedVersion[]> | Gap | undefined,
): Evidence<VersionFact> | Gap | undefined {
  const read = bodyOf(Cluster, resource);
  if ('gap' in read) return read.gap;
  const { currentKubernetesVersion, kubernetesVersion, supportPlan } = read.body.properties;
  const version = currentKubernetesVersion || kubernetesVersion;
  const minor = form.exec(version)?.[1];
  if (minor === undefined)
    return {
      ...{ what: `the version of ${resource.name}`, service: 'Resource Graph' },
      why: 'Resource Graph tells no version of Kubernetes that is understood.',
      next: 'Ask for the cluster again when its creation has ended.',
    };
  if (offered === undefined) return tooManyRegions(resource);
  if ('why' in offered) return offered;
  if (offered.value.length === 0)
    return {
      ...{ what: `the versions that AKS offers in ${resource.location}`, service: 'Azure Resource Manager' },
      ...{ why: 'AKS told no version for the region.', next: 'Ask again in a minute.' },
    };
  return { ...offered, value: { version, minor, supportPlan, offered: offered.value } };
}

const tooManyRegions = ({ location }: ReadResource): Gap => ({
  ...{ what: `the versions that AKS offers in ${location}`, service: 'Azure Resource Manager' },
  ...{ why: 'Clusters are in more regions than are asked at once.', next: 'Look at the cluster alone.' },
});

const of = [armTypes.cluster];
const property = 'properties.currentKubernetesVersion';
const upgrade = ({ name, resourceGroup }: ReadResource) =>
  `az aks upgrade --name ${name} --resource-group ${resourceGroup} --kubernetes-version VERSION`;

/** Whether AKS supports what a cluster runs, by what it offers in the cluster's region. */
export const versionChecks: readonly Check[] = [
  defineCheck<VersionFact>({
    ...{ code: 'cluster-version', title: 'Its version is supported', severity: 'High', of, reads: 'together', read },
    policyId: 'fb893a29-21bb-418c-a157-e99480ec364c',
    judge({ value: { version, minor, supportPlan, offered } }, { resource }) {
      const its = offered.find((it) => it.minor === minor);
      const plan = supportPlan || 'KubernetesOfficial';
      const isLongTermOnly = its !== undefined && its.supportPlans.length > 0 && !its.supportPlans.includes(plan);
      const newest = offered.filter((it) => !it.isPreview).at(-1)?.minor;
      return verdict(its !== undefined && !isLongTermOnly && !its.isPreview, {
        ...{ property, value: version },
        good: `AKS supports ${minor}.`,
        bad: its?.isPreview
          ? `${minor} is a preview, for which nobody is called at night.`
          : isLongTermOnly
            ? `AKS supports ${minor} with long-term support alone, and the cluster has the plan ${plan}.`
            : `AKS offers ${minor} no more: it gets no fixes.${newest ? ` The newest that it offers is ${newest}.` : ''}`,
        step: { text: `Upgrade it, one minor version after the other: ${upgrade(resource)}` },
      });
    },
  }),
  defineCheck<VersionFact>({
    ...{ code: 'cluster-patch', title: 'Its patch is one that AKS still offers', severity: 'Medium', of },
    ...{ reads: 'together', read },
    judge({ value: { version, minor, offered } }, { resource }) {
      const patches = offered.find((it) => it.minor === minor)?.patches ?? [];
      const newest = patches.toSorted(byNumber).at(-1);
      const isOffered = patches.includes(version.replace(/^v/, ''));
      return verdict(isOffered, {
        ...{ property, value: version },
        good: newest === version ? 'It is the newest patch.' : `AKS offers it; the newest patch is ${newest}.`,
        bad: newest
          ? `AKS offers ${newest} of ${minor} instead, with fixes.`
          : `AKS offers no patch of ${minor} any more.`,
        step: { text: newest ? upgrade(resource).replace('VERSION', newest) : upgrade(resource) },
      });
    },
  }),
];

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
