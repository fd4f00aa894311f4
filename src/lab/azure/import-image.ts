import { tagsOf } from '../world/image.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const path = /^(\/subscriptions\/.*\/registries\/[^/]+)\/importimage$/i;

/** A registry's import of an image from itself: the image gets another tag. Undefined when the call is about something else. */
export function importImage(call: Call): Answer | undefined {
  const [, id] = (call.method === 'POST' && path.exec(call.path)) || [];
  const registry = id && call.world.registries.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!registry) return undefined;
  const { source, targetTags, mode } = jsonBody(call) ?? {};
  const { sourceImage, resourceId } = (source ?? {}) as { sourceImage?: unknown; resourceId?: unknown };
  const [target] = Array.isArray(targetTags) ? targetTags : [];
  if (typeof sourceImage !== 'string' || typeof target !== 'string' || mode !== 'NoForce' || resourceId !== registry.id)
    return armError(400, 'The lab imports by digest from the registry itself, with the mode NoForce.', 'BadRequest');
  const image = registry.images.find((it) => `${it.repository}@${it.digest}` === sourceImage);
  if (!image) return armError(404, `The image ${sourceImage} was not found.`, 'ImageNotFound');
  const [repository, tag = 'latest'] = target.split(':');
  const siblings = registry.images.filter((it) => it.repository === repository);
  if (repository !== image.repository || siblings.some((it) => tagsOf(it).includes(tag)))
    return armError(409, `The tag ${target} exists already.`, 'TagAlreadyExists');
  // It may have had this tag before, or another image.
  image.untagged = (image.untagged ?? []).filter((it) => it !== tag);
  if (!image.tags.includes(tag)) image.tags = [...image.tags, tag];
  return { status: 200 };
}
