import { imageEventSaid } from '../../cards/image-origin-lines.ts';
import { noticeCard } from '../../cards/notice.ts';
import { pickerCard } from '../../cards/picker.ts';
import type { Gap } from '../../model/gap.ts';
import type { ImageRef } from '../../model/image.ts';
import { imageText, parseImage } from '../../model/parse-image.ts';
import { type FoundImage, type LocatedImage, locateImage } from '../../security/locate-image.ts';
import { whatRuns } from '../../security/what-runs.ts';
import type { Context, Reply } from '../command.ts';
import { everywhere } from '../people/scope.ts';
import { runningFor } from './running-for.ts';
import { seesAll } from './sees-all.ts';
import { type SaidImage, wantedImages } from './wanted-images.ts';

const mostChoices = 6;

/** What is asked when one of them is pressed, with what else was said. */
export interface Again {
  verb: string;
  kept?: Record<string, unknown>;
}

/** The one image that was meant; or the reply that asks which of several, or which other name, to press for `again`. */
export async function oneImage(
  said: SaidImage,
  context: Context,
  again: Again = { verb: 'scan image' },
): Promise<{ image: FoundImage; gaps: Gap[] } | { reply: Reply }> {
  const { azure, clock } = context;
  const { images, gaps } = await wantedImages(said, context);
  const [ref, another] = images;
  if (!ref) await context.permit(everywhere);
  if (!ref) return { reply: await nothingRuns(said, gaps, context, again) };
  if (another) return { reply: await whichImage(images, said.workload ?? said.image ?? '', context, again) };
  const located = await seenOnly(said, await locateImage(azure, ref, clock.now()), context);
  if (located.kind === 'found') return { image: located.image, gaps: [...gaps, ...located.gaps] };
  if (located.kind === 'ambiguous') return { reply: await whichImage(located.images, imageText(ref), context, again) };
  // Names of other images are for those who may ask about all.
  await context.permit(everywhere);
  return { reply: await whichOther(located, ref, context, again) };
}

/**
 * What was located without what lies in registries of which nothing runs where the person may look: a name without its
 * registry is found in those too. Throws Refused where nothing is left.
 */
async function seenOnly({ image }: SaidImage, located: LocatedImage, context: Context): Promise<LocatedImage> {
  // With its registry it was compared with what runs before it was looked for.
  const isCompared = image !== undefined && parseImage(image)?.registry !== undefined;
  if (located.kind === 'unknown' || isCompared || (await seesAll(context))) return located;
  const { azure, clock } = context;
  const { evidence } = await runningFor(await whatRuns(azure, clock.now()), context);
  const seen = new Set(evidence?.value.map((it) => `${it.image.registry}/${it.image.repository}`));
  if (located.kind === 'found') {
    const { loginServer, repository } = located.image.manifest;
    if (!seen.has(`${loginServer}/${repository}`)) await context.permit(everywhere);
    return located;
  }
  const images = located.images.filter((it) => seen.has(`${it.registry}/${it.repository}`));
  const [only, another] = images;
  if (!only) await context.permit(everywhere);
  return only && !another ? locateImage(azure, only, clock.now()) : { ...located, images };
}

async function whichImage(images: ImageRef[], name: string, { buttons }: Context, again: Again): Promise<Reply> {
  const shown = images.slice(0, mostChoices);
  const prepared = await buttons(
    shown.map((it) => ({
      title: imageText(it),
      verb: again.verb,
      input: { ...again.kept, image: exact(it) },
      replaces: true,
    })),
  );
  const choices = shown.flatMap((it, n) => {
    const button = prepared[n];
    return button ? [{ label: imageText(it), detail: it.digest?.slice(0, 19) ?? '', button }] : [];
  });
  return { card: pickerCard({ question: `Which image of "${name}"?`, choices, more: images.length - shown.length }) };
}

async function whichOther(
  { closest, gaps }: { closest: string[]; gaps: Gap[] },
  ref: ImageRef,
  { buttons, store, clock }: Context,
  { verb, kept }: Again,
): Promise<Reply> {
  const near = closest.slice(0, mostChoices);
  const { registry = '', repository, digest } = ref;
  const events = digest === undefined ? [] : await store.images.events({ registry, repository, digest });
  const deleted = events.findLast(({ action }) => action === 'delete');
  return {
    card: noticeCard({
      level: 'warning',
      title: `I found no image ${imageText(ref)}`,
      text: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'No registry that I can read has it.',
      ...(deleted && { lines: [`${imageEventSaid(deleted, clock.now())}.`] }),
      next: gaps[0]?.next ?? 'Check the repository and the tag.',
      buttons: await buttons(near.map((image) => ({ title: image, verb, input: { ...kept, image }, replaces: true }))),
    }),
  };
}

async function nothingRuns(
  { workload, image, namespace, cluster }: SaidImage,
  gaps: Gap[],
  { buttons }: Context,
  { verb }: Again,
): Promise<Reply> {
  const where = { ...(cluster !== undefined && { cluster }), ...(namespace !== undefined && { namespace }) };
  const place = Object.values(where).join(' / ');
  return {
    card: noticeCard({
      level: 'warning',
      title: `I see no running container of ${workload ?? image ?? 'it'}`,
      text:
        gaps.length > 0
          ? `I could not read ${gaps.map((gap) => gap.what).join(', ')}.`
          : `Nothing of that name runs${place === '' ? '' : ` in ${place}`}.`,
      next: gaps[0]?.next ?? `Name the image: ${verb} <repository>:<tag>.`,
      buttons: await buttons(
        workload === undefined ? [] : [{ title: `Why ${workload}`, verb: 'why', input: { workload, ...where } }],
      ),
    }),
  };
}

/** With tag and digest, where both are known. */
function exact(ref: ImageRef): string {
  return imageText(ref) + (ref.tag !== undefined && ref.digest !== undefined ? `@${ref.digest}` : '');
}
