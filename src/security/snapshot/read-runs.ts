import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { UpstreamError } from '../../errors.ts';
import { imageRuns } from '../../evidence/images/image-runs.ts';
import { type OwnerTags, ownerTags } from '../../evidence/images/owner-tags.ts';
import type { ClusterRuns } from '../../model/image-run.ts';
import type { ClusterRef } from '../../model/subject.ts';
import type { ImageWork } from './image-work.ts';
import { joinPlatforms } from './join-platforms.ts';
import { ownedRuns, taggedRuns } from './owner-of.ts';

const atOnce = 4;

/**
 * Reads what runs in every cluster and keeps it. A cluster that does not answer keeps what was last known of it, with the
 * reason. Throws UpstreamError where not even the clusters can be listed.
 */
export async function readRuns(azure: Azure, work: ImageWork): Promise<void> {
  const clusters = await clustersOf(azure);
  const tags = await tagsRead(azure, work);
  const known = await work.store.images.runs();
  const waiting = [...clusters];
  const readNext = async (): Promise<void> => {
    for (let cluster = waiting.shift(); cluster; cluster = waiting.shift()) {
      const { id } = cluster;
      const read = await runsIn(azure, cluster, work, { known: known.get(id), tags });
      const runs = await joinPlatforms(read, work.store.images);
      await work.store.together(work.clock.now(), (writing) => writing.images.putRuns(id, runs));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, readNext));
  await work.store.together(work.clock.now(), (writing) =>
    writing.images.forgetOtherClusters(clusters.map(({ id }) => id)),
  );
}

/** Tags are the last resort: without them what runs is read all the same. */
async function tagsRead(azure: Azure, { config, log }: ImageWork): Promise<OwnerTags> {
  try {
    return await ownerTags(azure, config.ownerTags);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ service: error.service, reason: error.reason }, 'owners could not be read from tags');
    return { registries: new Map(), clusters: new Map() };
  }
}

async function runsIn(
  azure: Azure,
  cluster: ClusterRef,
  { clock, config }: ImageWork,
  { known, tags }: { known: ClusterRuns | undefined; tags: OwnerTags },
): Promise<ClusterRuns> {
  const place = { cluster: cluster.name, ...(cluster.environment && { environment: cluster.environment }) };
  try {
    const { runs, ...rest } = await imageRuns(azure, cluster, { ownerLabels: config.ownerLabels, now: clock.now() });
    return {
      ...place,
      readAt: clock.now(),
      ...rest,
      runs: taggedRuns(ownedRuns(runs, config.owners), tags, cluster.id),
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const failure = `${error.service} ${error.message}.`;
    if (known) return { ...known, ...place, failure };
    return { ...place, readAt: new Date(0), runs: [], source: error.service, isExposureKnown: false, failure };
  }
}
