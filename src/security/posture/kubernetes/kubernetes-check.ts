import { UpstreamError } from '../../../errors.ts';
import { readGap } from '../../../evidence/asking/read-gap.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Gap } from '../../../model/gap.ts';
import { armTypes } from '../arm-types.ts';
import { type Check, defineCheck } from '../check.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { CutList } from './cut-list.ts';

/** A check of what is in a cluster, by its Kubernetes API. */
export interface KubernetesCheck<Fact> extends Omit<Check<Fact>, 'of' | 'reads' | 'read'> {
  /** Noun phrase: what is missing where the read fails. */
  what: string;
  /** Data actions that the usual reader of a cluster has not: told where the API server forbids the read. */
  rights?: string;
  /** Throws UpstreamError where the cluster does not answer; what several checks need they read by `once`. */
  read(reading: PostureReading, cluster: ReadResource): Promise<Evidence<Fact> | Gap>;
}

/** Makes a check of it: each cluster is read by itself, and one that does not answer is a gap of that one alone. */
export function kubernetesCheck<Fact>({ what, rights, read, ...check }: KubernetesCheck<Fact>): Check {
  const factOf = async (reading: PostureReading, cluster: ReadResource): Promise<Evidence<Fact> | Gap> => {
    if (isStopped(cluster)) return stopped(cluster, what);
    try {
      return await read(reading, cluster);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error instanceof CutList) return error.gap(what);
      const gap = readGap(error, what);
      return error.reason === 'forbidden' && rights ? { ...gap, next: grant(rights, cluster) } : gap;
    }
  };
  return defineCheck<Fact>({
    ...check,
    of: [armTypes.cluster],
    reads: 'each',
    read: async (reading, clusters) =>
      new Map(
        await Promise.all(
          clusters.map(async (cluster) => [cluster.id.toLowerCase(), await factOf(reading, cluster)] as const),
        ),
      ),
  });
}

function grant(rights: string, { name }: ReadResource): string {
  return `Grant the bot's identity a role with the data actions ${rights} on cluster ${name}: the RBAC Reader has them not.`;
}

function isStopped({ properties: { powerState } }: ReadResource): boolean {
  return (powerState as { code?: unknown } | null | undefined)?.code === 'Stopped';
}

function stopped({ name }: ReadResource, what: string): Gap {
  return {
    what,
    service: 'Kubernetes API',
    why: `The cluster ${name} is stopped.`,
    next: 'Ask again when it is started.',
  };
}
