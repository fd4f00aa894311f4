import { clustersOf } from '../../azure/estate.ts';
import { runningContainers } from '../../evidence/images/running-containers.ts';
import type { Gap } from '../../model/gap.ts';
import type { ImageRef } from '../../model/image.ts';
import { imageText, parseImage } from '../../model/parse-image.ts';
import type { Context } from '../command.ts';
import { runningFor } from './running-for.ts';
import { seesAll } from './sees-all.ts';

/** What was said of an image: its name, or the workload that runs it. */
export interface SaidImage {
  image?: string | undefined;
  registry?: string | undefined;
  tag?: string | undefined;
  workload?: string | undefined;
  cluster?: string | undefined;
  namespace?: string | undefined;
}

/** The image that was named; or those that run: of the workload, or of a repository in the place that was said. */
export async function wantedImages(said: SaidImage, context: Context): Promise<{ images: ImageRef[]; gaps: Gap[] }> {
  if (said.image === undefined) return runningImages(said, context);
  const ref = named(said.image, said, context);
  const placed = (['cluster', 'namespace'] as const).some(
    (key) => said[key] !== undefined && !context.assumed.has(key),
  );
  if (ref.tag !== undefined || ref.digest !== undefined) return { images: [ref], gaps: [] };
  // To who is limited to some places, the versions that run in others are none to choose from.
  if (!placed && (await seesAll(context))) return { images: [ref], gaps: [] };
  return runningImages({ ...said, image: ref.repository }, context);
}

function named(image: string, { registry, tag }: SaidImage, { assumed }: Context): ImageRef {
  const ref = parseImage(image) ?? { repository: image };
  const server = ref.registry ?? (registry && serverOf(registry));
  const { repository } = ref;
  const inRegistry = { ...(server !== undefined && { registry: server }), repository };
  // "tag 1.9" after an answer is about the same repository, not about the same version.
  const other = tag !== undefined && (assumed.has('image') || (ref.tag === undefined && ref.digest === undefined));
  if (other) return { ...inRegistry, tag };
  return {
    ...inRegistry,
    ...(ref.tag !== undefined && { tag: ref.tag }),
    ...(ref.digest !== undefined && { digest: ref.digest }),
  };
}

function serverOf(registry: string): string {
  return (registry.includes('.') ? registry : `${registry}.azurecr.io`).toLowerCase();
}

async function runningImages({ image, workload, cluster, namespace }: SaidImage, context: Context) {
  const { azure, clock } = context;
  const clusters = (await clustersOf(azure)).filter(({ name }) => cluster === undefined || same(name, cluster));
  const { evidence, gaps } = await runningFor(await runningContainers(azure, clusters, clock.now()), context);
  const images = (evidence?.value ?? [])
    .filter((it) =>
      image === undefined ? same(it.workload, workload) || same(it.pod, workload) : same(it.image.repository, image),
    )
    .filter((it) => namespace === undefined || same(it.namespace, namespace))
    .map((it) => it.image);
  return { images: [...new Map(images.map((it) => [`${imageText(it)} ${it.digest}`, it])).values()], gaps };
}

function same(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
