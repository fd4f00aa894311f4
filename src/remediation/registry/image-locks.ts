import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import type { ImageAttributes } from '../../azure/registry-changes.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Plan, PlannedObject, Ran } from '../../model/remediation.ts';
import type { Verified } from '../action.ts';
import { ranBy } from '../ran-by.ts';
import { ifThere, imageTag, imageTarget, registryOf, shortDigest } from './image-target.ts';
import { whoRuns } from './who-runs.ts';

const lock = z.strictObject({ delete: z.boolean(), write: z.boolean() });
const locks = z.strictObject({ manifest: lock, tag: lock.optional() });

/** What may be done with an image, and with the tag that goes with it. */
export type ImageLocks = z.infer<typeof locks>;

/** Input of locking and of unlocking. */
export const lockInput = z.strictObject({
  ...imageTarget,
  /** Locked, or unlocked, with the image. */
  tag: imageTag.optional(),
  /** How undoing says what it puts back. */
  back: locks.optional(),
});

/** The same, read. */
export type LockInput = z.infer<typeof lockInput>;

/** What is to be: both alike, or as it was before. */
export function wantedLocks({ tag, back }: LockInput, open: boolean): ImageLocks {
  const both = { delete: open, write: open };
  return back ?? { manifest: both, ...(tag !== undefined && { tag: both }) };
}

/** The locks of an image and its tag as they are; throws UserError where the image is gone or the tag names another one. */
export async function locksOf({ change }: Azure, input: LockInput): Promise<ImageLocks> {
  const { loginServer, repository, digest, tag } = input;
  const manifest = await ifThere(change.registry.manifestAttributes(loginServer, repository, digest));
  if (!manifest) throw new UserError(`${repository} has no image ${shortDigest(digest)} any more.`);
  if (tag === undefined) return { manifest: partOf(manifest.attributes) };
  const found = await ifThere(change.registry.tagAttributes(loginServer, repository, tag));
  if (!found) throw new UserError(`${repository} has no tag ${tag} any more.`);
  if (found.digest !== digest)
    throw new UserError(`The tag ${tag} of ${repository} names another image by now: ${shortDigest(found.digest)}.`);
  return { manifest: partOf(manifest.attributes), tag: partOf(found.attributes) };
}

/** What would change, and who runs the image. */
export async function planLocks(
  azure: Azure,
  input: LockInput,
  { open, sentence, reach, now }: { open: boolean; sentence: string; reach: string[]; now: Date },
): Promise<Plan<ImageLocks>> {
  const [before] = await Promise.all([locksOf(azure, input), registryOf(azure, input)]);
  const after = wantedLocks(input, open);
  const objects = objectsOf(input, before, after);
  if (objects.length === 0)
    throw new UserError(`${input.repository} ${input.tag ?? ''} is ${open ? 'not locked' : 'locked already'}.`);
  const runs = await whoRuns(azure, ({ digest }) => digest === input.digest, now);
  // A registry is in no cluster: only who is limited to no place may change it.
  return { sentence, place: {}, objects, reach: [...reach, ...runs], before };
}

/** Sets the image's locks, then the tag's. Where only the first was set, nobody may take it for nothing. */
export async function runLocks({ change }: Azure, input: LockInput, wanted: ImageLocks): Promise<Ran> {
  const { loginServer, repository, digest, tag } = input;
  const ran = ranBy(await change.registry.setManifest(loginServer, repository, digest, wanted.manifest));
  if (tag === undefined || wanted.tag === undefined) return ran;
  try {
    await change.registry.setTag(loginServer, repository, tag, wanted.tag);
    return ran;
  } catch (cause) {
    if (!(cause instanceof UpstreamError)) throw cause;
    const message = `changed the image, and not its tag: ${cause.message}`;
    throw new UpstreamError(cause.service, cause.reason, message, { ...cause, cause, outcomeUnknown: true });
  }
}

/** Reads the locks back. */
export async function verifyLocks(azure: Azure, input: LockInput, wanted: ImageLocks): Promise<Verified> {
  const wrong = objectsOf(input, await locksOf(azure, input), wanted);
  const [first] = wrong;
  if (!first) return { state: 'done', sentence: 'The registry was read back and has it so.' };
  const [field] = first.fields;
  return {
    state: 'failed',
    sentence: `The ${first.kind} says ${field?.field} ${field?.before}, not ${field?.after}.`,
    // Of the image and its tag, the other one is as wanted.
    ...(wanted.tag !== undefined && wrong.length === 1 && { partly: true as const }),
  };
}

function partOf({ delete: canDelete, write }: ImageAttributes) {
  return { delete: canDelete, write };
}

function objectsOf({ loginServer, repository, digest, tag }: LockInput, before: ImageLocks, after: ImageLocks) {
  const name = `${loginServer}/${repository}`;
  const all: PlannedObject[] = [
    { ...image(`${name}@${shortDigest(digest)}`), fields: fields(before.manifest, after.manifest) },
    ...(before.tag && after.tag
      ? [{ kind: 'tag', namespace: '', name: `${name}:${tag}`, fields: fields(before.tag, after.tag) }]
      : []),
  ];
  return all.filter((it) => it.fields.length > 0);
}

const image = (name: string) => ({ kind: 'image', namespace: '', name });

function fields(before: ImageLocks['manifest'], after: ImageLocks['manifest']) {
  return (['delete', 'write'] as const)
    .map((it) => ({ field: `${it}Enabled`, before: String(before[it]), after: String(after[it]) }))
    .filter((it) => it.before !== it.after);
}
