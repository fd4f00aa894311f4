import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import { defineAction } from '../action.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { containerOf } from '../kubernetes/container-of.ts';
import { killedSince } from '../kubernetes/killed-since.ts';
import { managedBy } from '../kubernetes/managed-by.ts';
import { mustRollOut } from '../kubernetes/must-roll-out.ts';
import { reachOfRollOut } from '../kubernetes/reach-of.ts';
import { rollOut } from '../kubernetes/roll-out.ts';
import { unlessPutBack } from '../kubernetes/unless-put-back.ts';
import {
  patchWorkload,
  readSame,
  readWorkload,
  touched,
  versionOf,
  workloadTarget,
} from '../kubernetes/workload-target.ts';

const input = z
  .strictObject({
    ...workloadTarget,
    container: z.string().min(1).max(63),
    /** Left out where only the request is to be another one. */
    limitMiB: z.number().int().min(4).max(4_194_304).optional(),
    /** Left out where the request stays, or follows a limit that it was equal to. */
    requestMiB: z.number().int().min(1).max(4_194_304).optional(),
    /** How undoing says what it puts back, verbatim; empty takes the field away. */
    verbatim: z.strictObject({ limit: z.string().max(40), request: z.string().max(40) }).optional(),
  })
  .refine((it) => it.limitMiB !== undefined || it.requestMiB !== undefined || it.verbatim !== undefined, {
    path: ['limitMiB'],
    message: 'is missing: say a limit or a request',
  });

type Input = z.infer<typeof input>;

/** A container's memory, as its template says it; empty where it does not. */
interface Memory {
  limit: string;
  request: string;
}

/** So long no container may be killed after the roll-out. */
const quietMs = 2 * 60_000;

/** Sets the memory limit of one container, its request, or both; a request that was equal to the limit follows it. */
export const raiseMemoryLimit = defineAction({
  name: 'raise-memory-limit',
  title: 'Raise the memory limit',
  risk: 'medium',
  input,
  watch: { forMs: 60 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const [cluster, workload] = await Promise.all([clusterById(azure, target.clusterId), readWorkload(azure, target)]);
    mustRollOut(workload, { replaces: false });
    const { resources, image = '' } = containerOf(workload, target.container);
    const before = {
      ...{ limit: resources?.limits?.memory ?? '', request: resources?.requests?.memory ?? '' },
      // Another version may need another amount: who approved saw this one.
      ...{ uid: workload.metadata?.uid ?? '', image },
    };
    const after = wanted(target, before);
    refuseNonsense(target, before, after);
    const patch = patchOf(target, after);
    const precondition = versionOf(workload);
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: true });
    const kept = managedBy(workload, patch);
    return {
      sentence: `Set memory of ${target.name} (container ${target.container}): ${changedIn(before, after)}.`,
      place: placeIn(cluster, target.namespace),
      objects: [
        {
          ...touched(target),
          fields: [
            { field: `${target.container}: memory limit`, before: before.limit, after: after.limit },
            { field: `${target.container}: memory request`, before: before.request, after: after.request },
          ].filter((it) => it.before !== it.after),
        },
      ],
      reach: await reachOfRollOut(azure, target, workload),
      ...(kept && { managedBy: kept }),
      before,
      precondition,
    };
  },
  async run(azure, target, { before, precondition = '' }) {
    const patch = patchOf(target, wanted(target, before));
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, plan, o) {
    const { before } = plan;
    const { startedAt, now } = o;
    const workload = await readSame(azure, target, before);
    const { resources } = containerOf(workload, target.container);
    const after = wanted(target, before);
    const { limit = '', request = '' } = { limit: resources?.limits?.memory, request: resources?.requests?.memory };
    // The API server writes quantities its own way: 1024Mi comes back as 1Gi.
    if (!same(limit, after.limit) || !same(request, after.request))
      return {
        state: 'failed',
        sentence: `The memory of ${target.container} is not what was set: limit ${limit || 'none'}, request ${request || 'none'}.`,
      };
    const rolled = rollOut(workload, startedAt);
    if (rolled.state !== 'done') return rolled;
    const killed = await killedSince(azure, target, workload, { container: target.container, since: startedAt });
    if (killed)
      return { state: 'failed', partly: true, sentence: `${killed} was OOM-killed again with the new memory.` };
    const quiet = now.getTime() - startedAt.getTime();
    if (quiet < quietMs) return { state: 'pending', sentence: `${rolled.sentence} Nothing was OOM-killed so far.` };
    const calm = { state: 'done', sentence: `${rolled.sentence} Nothing was OOM-killed since.` } as const;
    return unlessPutBack(calm, plan, o);
  },
  undo: ({ limitMiB: _limit, requestMiB: _request, ...target }, { before: { limit, request } }) => ({
    action: 'raise-memory-limit',
    input: { ...target, verbatim: { limit, request } },
  }),
});

/** What cannot be, in words that say what to say instead: the API server would refuse it with a number. */
function refuseNonsense({ container }: Input, before: Memory, after: Memory): void {
  if (same(after.limit, before.limit) && same(after.request, before.request))
    throw new UserError(
      `The memory of ${container} is that already: limit ${before.limit || 'none'}, request ${before.request || 'none'}.`,
    );
  const [limit, request] = [mebibytes(after.limit), mebibytes(after.request)];
  if (limit !== undefined && request !== undefined && request > limit)
    throw new UserError(
      `A limit of ${after.limit} is below the request of ${after.request}: say the other one too, as in "limit=1Gi request=512Mi".`,
    );
}

/** "limit from 256Mi to 384Mi, request from 128Mi to 384Mi". */
function changedIn(before: Memory, after: Memory): string {
  return (['limit', 'request'] as const)
    .filter((it) => before[it] !== after[it])
    .map((it) => `${it} from ${before[it] || 'none'} to ${after[it] || 'none'}`)
    .join(', ');
}

function wanted({ limitMiB, requestMiB, verbatim }: Input, before: Memory): Memory {
  if (verbatim) return verbatim;
  const limit = limitMiB === undefined ? before.limit : `${limitMiB}Mi`;
  if (requestMiB !== undefined) return { limit, request: `${requestMiB}Mi` };
  // Equal ones make a pod Guaranteed: it stays so.
  return { limit, request: before.request !== '' && same(before.request, before.limit) ? limit : before.request };
}

/** Whether two quantities say the same: 1Gi and 1024Mi. */
function same(one: string, other: string): boolean {
  return one === other || (one !== '' && mebibytes(one) === mebibytes(other));
}

function patchOf({ container }: Input, { limit, request }: Memory): object {
  const memory = (text: string) => ({ memory: text === '' ? null : text });
  const resources = { limits: memory(limit), ...(request === '' && limit !== '' ? {} : { requests: memory(request) }) };
  return { spec: { template: { spec: { containers: [{ name: container, resources }] } } } };
}
