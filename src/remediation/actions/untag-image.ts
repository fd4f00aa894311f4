import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { ranBy } from '../ran-by.ts';
import { ifThere, imageTag, imageTarget, registryOf, shortDigest } from '../registry/image-target.ts';
import { templateUsers } from '../registry/template-users.ts';

const most = 5;

/** Takes a tag away, so that nobody starts the image by it; the image stays and is pulled by its digest. */
export const untagImage = defineAction({
  name: 'untag-image',
  title: 'Remove the tag',
  risk: 'medium',
  input: z.strictObject({
    ...imageTarget,
    tag: imageTag,
    /** Also where workloads are told to pull it. */
    evenIfUsed: z.boolean().optional(),
  }),
  watch: { forMs: 2 * 60_000, everyMs: 5_000 },
  async plan(azure, { loginServer, repository, tag, digest, evenIfUsed }) {
    const registry = loginServer.toLowerCase();
    const [found, { users, unread }] = await Promise.all([
      ifThere(azure.change.registry.tagAttributes(loginServer, repository, tag)),
      templateUsers(azure, { registry, repository, tag }),
      registryOf(azure, { loginServer, repository, digest }),
    ]);
    if (!found) throw new UserError(`${repository} has no tag ${tag}.`);
    if (found.digest !== digest)
      throw new UserError(`The tag ${tag} of ${repository} names another image by now: ${shortDigest(found.digest)}.`);
    if (!found.attributes.delete || !found.attributes.write)
      throw new UserError(`The tag ${tag} of ${repository} is locked: unlock it first.`);
    const named = users.slice(0, most).join(', ') + (users.length > most ? ` and ${users.length - most} more` : '');
    if (users.length > 0 && !evenIfUsed)
      throw new UserError(`${named} would pull ${repository}:${tag}: its next pod could not start. Change it first.`);
    return {
      sentence: `Remove the tag ${tag} from ${loginServer}/${repository}: the image stays, by its digest.`,
      place: {},
      objects: [
        {
          ...{ kind: 'tag', namespace: '', name: `${loginServer}/${repository}:${tag}` },
          fields: [{ field: 'image', before: shortDigest(digest), after: '' }],
        },
      ],
      reach: [
        users.length > 0
          ? `${named} would pull it: pods that run go on, new ones on another node do not start.`
          : 'No workload that could be read would pull it.',
        ...unread.map((it) => `Not known is ${it}.`),
        'A retention policy for images without a tag may delete it, and then nothing brings it back.',
      ],
      before: { digest },
    };
  },
  async run(azure, { loginServer, repository, tag }) {
    return ranBy(await azure.change.registry.untag(loginServer, repository, tag));
  },
  async verify(azure, { loginServer, repository, tag, digest }) {
    const found = await ifThere(azure.change.registry.tagAttributes(loginServer, repository, tag));
    if (!found) return { state: 'done', sentence: `${repository} has no tag ${tag} any more.` };
    const which = found.digest === digest ? 'still names the image' : 'names another image by now';
    return { state: 'failed', sentence: `The tag ${tag} ${which}.` };
  },
  undo: ({ evenIfUsed: _, ...image }) => ({ action: 'tag-image', input: image }),
});
