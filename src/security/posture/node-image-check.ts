import { z } from 'zod';
import { armCheck } from './arm-check.ts';
import { list, part, word } from './arm-fields.ts';
import { armTypes } from './arm-types.ts';
import { days, daysBetween } from './days.ts';
import { notApplicable, verdict } from './verdict.ts';

const Cluster = z.object({
  properties: part({ agentPoolProfiles: list(z.object({ name: word, nodeImageVersion: word })) }),
});

/**
 * The day of a node image: Linux has it as year, month and day ("AKSUbuntu-2204gen2containerd-202611.03.0"), Windows as
 * six digits at the end ("AKSWindows-2022-containerd-20348.2227.240112"); undefined for any other form.
 */
export function dayOfNodeImage(version: string): Date | undefined {
  const [, year, month, day] =
    /-(20\d\d)(\d\d)\.(\d\d)\.\d+$/.exec(version) ?? /\.(\d\d)(\d\d)(\d\d)$/.exec(version) ?? [];
  if (year === undefined) return undefined;
  const at = new Date(`${year.length === 2 ? `20${year}` : year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Nodes run an image of the last weeks. */
export const nodeImageCheck = armCheck({
  ...{ code: 'cluster-node-image', title: 'Its nodes run a recent image', severity: 'Medium' },
  ...{ of: [armTypes.cluster], body: Cluster },
  judge({ properties: { agentPoolProfiles: pools } }, { resource, now, config }) {
    const property = 'properties.agentPoolProfiles.nodeImageVersion';
    const dated = pools.flatMap(({ name, nodeImageVersion }) => {
      const at = dayOfNodeImage(nodeImageVersion);
      return at ? [{ name, nodeImageVersion, age: daysBetween(at, now) }] : [];
    });
    if (dated.length === 0)
      return notApplicable('Its pools name no image with a date.', property, pools[0]?.nodeImageVersion);
    const oldest = dated.reduce((a, b) => (b.age > a.age ? b : a));
    const old = dated.filter(({ age }) => age > config.nodeImageAgeMs / 86_400_000);
    return verdict(old.length === 0, {
      ...{ property, value: oldest.nodeImageVersion },
      good: `The oldest image of its nodes is ${days(oldest.age)} old.`,
      bad: `Nodes of ${oldest.name} run an image that is ${days(oldest.age)} old: AKS makes one a week.`,
      step: {
        text: `az aks upgrade --node-image-only --name ${resource.name} --resource-group ${resource.resourceGroup}`,
      },
      objects: old.map((it) => `Pool ${it.name}: nodeImageVersion = ${it.nodeImageVersion}`),
    });
  },
});
