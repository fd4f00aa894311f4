import type { Azure } from '../azure/azure.ts';
import { clustersOf, registriesOf } from '../azure/estate.ts';
import { gapOf } from '../azure/gap.ts';
import type { Manifest } from '../azure/registry.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { runningContainers } from '../evidence/images/running-containers.ts';
import { closest } from '../model/closest.ts';
import type { Gap } from '../model/gap.ts';
import type { ImageRef } from '../model/image.ts';
import { imageText } from '../model/parse-image.ts';

/** An image that a registry of ours has. */
export interface FoundImage {
  /** ARM id of the registry. */
  registryId: string;
  manifest: Manifest;
  /** The tag that was asked for, or that runs. */
  tag?: string;
}

/** What an image's name turned out to mean. */
export type LocatedImage =
  | { kind: 'found'; image: FoundImage; gaps: Gap[] }
  | { kind: 'ambiguous'; images: ImageRef[]; gaps: Gap[] }
  | { kind: 'unknown'; closest: string[]; gaps: Gap[] };

type Registries = Awaited<ReturnType<typeof registriesOf>>;

/** Finds an image in the registries that the identity can read; without a tag, the one that runs. */
export async function locateImage(azure: Azure, ref: ImageRef, now: Date): Promise<LocatedImage> {
  const candidates = await candidateRegistries(azure, ref);
  const running =
    ref.digest || ref.tag ? { images: [ref], gaps: [] } : await runningVersions(azure, ref, candidates, now);
  if (running.images.length > 1) return { kind: 'ambiguous', ...running };
  // Which version runs nobody can say where a cluster could not be read; the gap says so beside the answer.
  const [one = { ...ref, tag: 'latest' }] = running.images;

  const asked = await Promise.all(
    candidates
      .filter(({ loginServer }) => !one.registry || loginServer === one.registry)
      .map((registry) => ask(azure, registry, one)),
  );
  const found = asked.flatMap(({ image }) => image ?? []);
  const gaps = [...running.gaps, ...asked.flatMap(({ gap }) => gap ?? [])];
  const [image, another] = found;
  if (image && !another) return { kind: 'found', image, gaps };
  if (image)
    return {
      kind: 'ambiguous',
      images: found.map(({ manifest }) => ({ ...one, registry: manifest.loginServer })),
      gaps,
    };
  const failure = asked.flatMap(({ failure }) => failure ?? [])[0];
  if (failure) throw failure;
  return { kind: 'unknown', closest: await closestImages(azure, candidates, one), gaps };
}

async function candidateRegistries(azure: Azure, { registry }: ImageRef): Promise<Registries> {
  const all = await registriesOf(azure);
  const candidates = registry ? all.filter(({ loginServer }) => loginServer.toLowerCase() === registry) : all;
  if (candidates.length > 0) return candidates;
  if (all.length === 0)
    throw new UserError('I can see no container registry. Grant Reader on its subscription to my identity.');
  throw new UserError(
    `${registry} is not a registry that I can see. I know ${all.map(({ loginServer }) => loginServer).join(', ')}.`,
  );
}

async function ask(
  azure: Azure,
  { id, loginServer }: Registries[number],
  { repository, tag, digest }: ImageRef,
): Promise<{ image?: FoundImage; gap?: Gap; failure?: UpstreamError }> {
  try {
    const manifest = await azure.registry.manifest(loginServer, repository, digest ?? tag ?? 'latest');
    return { image: { registryId: id, manifest, ...(tag !== undefined && { tag }) } };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return error.reason === 'not-found' ? {} : { failure: error, gap: gapOf(error, `images of ${loginServer}`) };
  }
}

/** The versions of a repository that run, each once. */
async function runningVersions(
  azure: Azure,
  ref: ImageRef,
  registries: Registries,
  now: Date,
): Promise<{ images: ImageRef[]; gaps: Gap[] }> {
  const { evidence, gaps } = await runningContainers(azure, await clustersOf(azure), now);
  const ours = new Set(registries.map(({ loginServer }) => loginServer));
  const images = (evidence?.value ?? [])
    .map(({ image }) => image)
    .filter(
      ({ registry, repository }) => repository === ref.repository && registry !== undefined && ours.has(registry),
    );
  const once = new Map(images.map((image) => [`${image.registry} ${image.digest ?? image.tag}`, image]));
  return { images: [...once.values()].sort((a, b) => imageText(a).localeCompare(imageText(b))), gaps };
}

async function closestImages(azure: Azure, registries: Registries, wanted: ImageRef): Promise<string[]> {
  const { repository, tag, digest } = wanted;
  const names = (await Promise.all(registries.map(({ loginServer }) => repositoriesOf(azure, loginServer)))).flat();
  const version = digest ? `@${digest}` : `:${tag ?? 'latest'}`;
  const others = names.filter((name) => name !== repository);
  // Where the repository is there, it is the version that is not: without one, the version that runs is meant.
  return [
    ...(names.includes(repository) ? [repository] : []),
    ...closest(repository, others).map((name) => `${name}${version}`),
  ];
}

/** A registry that does not list its repositories has none to suggest: what was asked for is answered all the same. */
async function repositoriesOf(azure: Azure, loginServer: string): Promise<string[]> {
  try {
    return await azure.registry.repositories(loginServer);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return [];
  }
}
