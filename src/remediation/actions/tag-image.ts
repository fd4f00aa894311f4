import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { ranBy } from '../ran-by.ts';
import { ifThere, imageTag, imageTarget, registryOf, shortDigest } from '../registry/image-target.ts';
import { templateUsers } from '../registry/template-users.ts';

/** Gives an image of a registry a tag that no other has: the registry imports it from itself (importImage, NoForce). */
export const tagImage = defineAction({
  name: 'tag-image',
  title: 'Give the image a tag',
  risk: 'medium',
  input: z.strictObject({ ...imageTarget, tag: imageTag }),
  watch: { forMs: 5 * 60_000, everyMs: 10_000 },
  runMs: 12 * 60_000,
  async plan(azure, { loginServer, repository, tag, digest }) {
    const { registry: images } = azure.change;
    const [manifest, taken, { users, unread }] = await Promise.all([
      ifThere(images.manifestAttributes(loginServer, repository, digest)),
      ifThere(images.tagAttributes(loginServer, repository, tag)),
      templateUsers(azure, { registry: loginServer.toLowerCase(), repository, tag }),
      registryOf(azure, { loginServer, repository, digest }),
    ]);
    if (!manifest) throw new UserError(`${repository} has no image ${shortDigest(digest)} any more.`);
    if (taken) throw new UserError(`${repository} has a tag ${tag} already, for ${shortDigest(taken.digest)}.`);
    return {
      sentence: `Give ${loginServer}/${repository} ${shortDigest(digest)} the tag ${tag}.`,
      place: {},
      objects: [
        {
          ...{ kind: 'tag', namespace: '', name: `${loginServer}/${repository}:${tag}` },
          fields: [{ field: 'image', before: '', after: shortDigest(digest) }],
        },
      ],
      reach: [
        `${users.length === 0 ? 'No workload that could be read pulls' : `${users.slice(0, 5).join(', ')} would pull`} it by this tag.`,
        ...unread.map((it) => `Not known is ${it}.`),
      ],
      before: { digest, tag: '' },
    };
  },
  async run(azure, input) {
    const { repository, tag, digest } = input;
    const { id } = await registryOf(azure, input);
    const source = { resourceId: id, sourceImage: `${repository}@${digest}` };
    const wanted = { source, targetTags: [`${repository}:${tag}`], mode: 'NoForce' };
    return ranBy(await azure.change.arm.act(id, 'importImage', '2023-07-01', wanted));
  },
  async verify(azure, { loginServer, repository, tag, digest }, _, { startedAt, now }) {
    const found = await ifThere(azure.change.registry.tagAttributes(loginServer, repository, tag));
    if (found?.digest === digest) return { state: 'done', sentence: `The tag ${tag} names the image.` };
    if (found) return { state: 'failed', sentence: `The tag ${tag} names another image.` };
    // An import whose end was not seen may still go on.
    const isEarly = now.getTime() - startedAt.getTime() < 2 * 60_000;
    return { state: isEarly ? 'pending' : 'failed', sentence: `${repository} has no tag ${tag}.` };
  },
  undo: (input) => ({ action: 'untag-image', input }),
});
