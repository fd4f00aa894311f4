import type { Image, ImageLocks } from '../world/image.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const names = { deleteEnabled: 'delete', writeEnabled: 'write', listEnabled: 'list', readEnabled: 'read' } as const;

/** changeableAttributes, as the data plane gives them. */
export function attributesOf(locks: ImageLocks = {}) {
  return Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [theirs, locks[ours] ?? true]));
}

/** A manifest's own locks; whether it may be pulled is a fact of the image. */
export function manifestLocks(image: Image): ImageLocks {
  return { ...image.locks, read: image.readable };
}

/** Sets a manifest's attributes (PATCH); those that the body does not name stay. */
export function lockManifest(call: Call, image: Image): Answer | undefined {
  const set = locksIn(call);
  if (!set) return badAttributes;
  if (set.read !== undefined) image.readable = set.read;
  image.locks = { ...image.locks, ...set };
  return undefined;
}

/** Sets a tag's attributes (PATCH). */
export function lockTag(call: Call, image: Image, tag: string): Answer | undefined {
  const set = locksIn(call);
  if (!set) return badAttributes;
  image.tagLocks = { ...image.tagLocks, [tag]: { ...image.tagLocks?.[tag], ...set } };
  return undefined;
}

/** Takes a tag away (202), unless it or its manifest is locked (405): a write lock keeps from deleting too. */
export function removeTag(image: Image, tag: string): Answer {
  const locks = image.tagLocks?.[tag];
  if (locks?.delete === false || locks?.write === false) return disallowed;
  image.untagged = [...(image.untagged ?? []), tag];
  return { status: 202 };
}

/** Takes a manifest away for good, unless it is locked. */
export function removeManifest(image: Image, images: Image[]): Answer {
  if (image.locks?.delete === false || image.locks?.write === false) return disallowed;
  images.splice(images.indexOf(image), 1);
  return { status: 202 };
}

function locksIn(call: Call): ImageLocks | undefined {
  const body = jsonBody(call);
  if (!body || Object.entries(body).some(([name, value]) => !(name in names) || typeof value !== 'boolean'))
    return undefined;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [names[name as keyof typeof names], value]));
}

const badAttributes: Answer = {
  status: 400,
  body: { errors: [{ code: 'INVALID_ATTRIBUTES', message: 'the attributes are not valid', detail: null }] },
};

const disallowed: Answer = {
  status: 405,
  body: {
    errors: [
      {
        code: 'REGISTRY_DISALLOWED_OPERATION',
        message:
          'The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation',
        detail: {},
      },
    ],
  },
};
