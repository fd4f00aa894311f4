import type { Azure } from '../../azure/azure.ts';
import { registriesOf } from '../../azure/estate.ts';
import { UpstreamError } from '../../errors.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ImageWork } from './image-work.ts';
import { joinPlatforms } from './join-platforms.ts';

/** So many digests are looked at after one reading; others after the next. */
const most = 200;
const atOnce = 4;

/**
 * Asks the registries of ours what the digests are that run and of which Defender has nothing: it scans the images of an
 * index, and pods may name the index. What is found is kept, for a digest never changes, and joined to what runs. A
 * registry that does not answer is asked again after the next reading: the findings that were read stand without it.
 */
export async function readPlatforms(azure: Azure, work: ImageWork): Promise<void> {
  const unknown = await unknownDigests(work);
  if (unknown.length === 0) return;
  const ours = await ownRegistries(azure, work);
  const waiting = unknown.filter(({ registry = '' }) => ours.has(registry)).slice(0, most);
  const silent = new Set<string>();
  const askNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!silent.has(next.registry ?? '')) await askFor(azure, work, next, silent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askNext));
  const clusters = await work.store.images.runs();
  await work.store.together(work.clock.now(), async ({ images }) => {
    for (const [id, runs] of clusters) await images.putRuns(id, await joinPlatforms(runs, images));
  });
}

async function ownRegistries(azure: Azure, { log }: ImageWork): Promise<Set<string>> {
  try {
    return new Set((await registriesOf(azure)).map(({ loginServer }) => loginServer.toLowerCase()));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ service: error.service, reason: error.reason }, 'the registries could not be listed');
    return new Set();
  }
}

/** Those that run, that Defender has no row of, and that nobody looked at before; each once. */
async function unknownDigests({ store }: ImageWork): Promise<ImageRun[]> {
  const runs = [...(await store.images.runs()).values()].flatMap((it) => it.runs);
  const byDigest = new Map(runs.flatMap((run) => (run.digest === undefined ? [] : [[run.digest, run] as const])));
  for (const { digest } of await store.images.heads()) byDigest.delete(digest);
  for (const digest of (await store.images.platforms([...byDigest.keys()])).keys()) byDigest.delete(digest);
  return [...byDigest.values()];
}

async function askFor(
  azure: Azure,
  { store, clock, log }: ImageWork,
  { registry = '', repository, digest = '' }: ImageRun,
  silent: Set<string>,
): Promise<void> {
  try {
    const platforms = await azure.registry.origin(registry, repository).platforms(digest);
    const readAt = clock.now();
    await store.together(readAt, ({ images }) => images.putPlatforms(digest, { platforms, readAt }));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    silent.add(registry);
    log.warn({ service: error.service, reason: error.reason, registry }, 'what an index is made of could not be read');
  }
}
