import { z } from 'zod';
import { UpstreamError } from '../../errors.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { list, part } from './arm-fields.ts';
import type { PostureReading } from './posture-reading.ts';
import type { ReadResource } from './read-resources.ts';

/** A minor version of Kubernetes that AKS offers in a region. */
export interface OfferedVersion {
  /** "1.32". */
  minor: string;
  isPreview: boolean;
  /** "KubernetesOfficial", "AKSLongTermSupport". */
  supportPlans: readonly string[];
  /** Its patches that are offered: "1.32.6". */
  patches: readonly string[];
}

const apiVersion = '2026-04-01';
/** So many regions are asked in one run; clusters are seldom in more. */
const mostRegions = 20;

const Versions = z.object({
  values: list(
    z
      .object({
        version: z.string(),
        isPreview: z.boolean().nullish(),
        capabilities: part({ supportPlan: list(z.string()) }),
        patchVersions: z.record(z.string(), z.unknown()).nullish(),
      })
      .transform(
        (it): OfferedVersion => ({
          minor: it.version,
          isPreview: it.isPreview ?? false,
          supportPlans: it.capabilities.supportPlan,
          patches: Object.keys(it.patchVersions ?? {}),
        }),
      ),
  ),
});

/**
 * What AKS offers in the region of each cluster, by region. One call a region, once in a run: general availability is the
 * same for every subscription, so that any one of them is asked.
 */
export async function offeredVersions(
  reading: PostureReading,
  clusters: readonly ReadResource[],
): Promise<ReadonlyMap<string, Evidence<readonly OfferedVersion[]> | Gap>> {
  const byRegion = [...Map.groupBy(clusters, ({ location }) => location)].slice(0, mostRegions);
  return new Map(
    await Promise.all(
      byRegion.map(
        async ([region, [any]]) => [region, await offeredIn(reading, region, any?.subscriptionId ?? '')] as const,
      ),
    ),
  );
}

async function offeredIn(
  { azure, now, once }: PostureReading,
  region: string,
  subscriptionId: string,
): Promise<Evidence<readonly OfferedVersion[]> | Gap> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/locations/${region}/kubernetesVersions`;
  try {
    const { values } = await once(`versions in ${region}`, () => azure.arm.read(path, apiVersion, Versions));
    const source = { service: 'Azure Resource Manager' as const, detail: `kubernetesVersions of ${region}` };
    return { value: values, source, at: now };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return readGap(error, `the versions that AKS offers in ${region}`);
  }
}
