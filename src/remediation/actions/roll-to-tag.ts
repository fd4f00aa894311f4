import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { parseImage } from '../../model/parse-image.ts';
import { defineAction } from '../action.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { containerOf } from '../kubernetes/container-of.ts';
import { managedBy } from '../kubernetes/managed-by.ts';
import { mustRollOut } from '../kubernetes/must-roll-out.ts';
import { reachOfRollOut } from '../kubernetes/reach-of.ts';
import { rollOut } from '../kubernetes/roll-out.ts';
import { unlessPutBack } from '../kubernetes/unless-put-back.ts';
import { type WantedImage, wantedImage } from '../kubernetes/wanted-image.ts';
import {
  patchWorkload,
  type RolledWorkload,
  readSame,
  readWorkload,
  touched,
  versionOf,
  workloadTarget,
} from '../kubernetes/workload-target.ts';

const input = z.strictObject({
  ...workloadTarget,
  container: z.string().min(1).max(63),
  /** A tag of the repository that it runs, or a digest. */
  version: z.string().regex(/^(?:\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/),
  /** How undoing says what it puts back: the same repository. */
  verbatim: z.string().max(600).optional(),
});

type Input = z.infer<typeof input>;

/** Gives one container another version of the image that it runs. */
export const rollToTag = defineAction({
  name: 'roll-to-tag',
  title: 'Roll it to the version',
  risk: 'medium',
  input,
  watch: { forMs: 60 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const [cluster, workload] = await Promise.all([clusterById(azure, target.clusterId), readWorkload(azure, target)]);
    mustRollOut(workload, { replaces: false });
    const { kind, name, container } = target;
    const { image = '' } = containerOf(workload, container);
    const wanted = await imageFor(azure, target, image);
    if (wanted.image === image)
      throw new UserError(`${name} (container ${container}) is at ${target.version} already.`);
    const precondition = versionOf(workload);
    const patch = patchOf(container, wanted.image);
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: true });
    const kept = managedBy(workload, patch);
    return {
      sentence: `Roll ${kind} ${name} (container ${container}) from ${versionIn(image)} to ${versionIn(wanted.image)}.`,
      place: placeIn(cluster, target.namespace),
      objects: [{ ...touched(target), fields: [{ field: `${container}: image`, before: image, after: wanted.image }] }],
      reach: [
        ...manifestLines(wanted, image),
        ...othersWith(workload, container, image),
        ...(await reachOfRollOut(azure, target, workload)),
      ],
      ...(kept && { managedBy: kept }),
      // A tag that is pushed anew before the change runs is another change.
      before: {
        ...{ uid: workload.metadata?.uid ?? '', image },
        ...{ to: wanted.image, digest: wanted.manifest?.digest ?? '' },
      },
      precondition,
    };
  },
  async run(azure, target, { before, precondition = '' }) {
    const patch = patchOf(target.container, before.to);
    await patchWorkload(azure, target, patch, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, plan, o) {
    const { before } = plan;
    const workload = await readSame(azure, target, before);
    const { image = '' } = containerOf(workload, target.container);
    if (image !== before.to) return { state: 'failed', sentence: `The image of ${target.container} is ${image}.` };
    return unlessPutBack(rollOut(workload, o.startedAt), plan, o);
  },
  undo: (target, { before }) => {
    const { tag, digest } = parseImage(before.image) ?? {};
    const version = tag ?? digest;
    return version === undefined
      ? undefined
      : { action: 'roll-to-tag', input: { ...target, version, verbatim: before.image } };
  },
});

async function imageFor(azure: Azure, { version, verbatim }: Input, image: string): Promise<WantedImage> {
  if (verbatim === undefined) return wantedImage(azure, image, version);
  const [one, other] = [parseImage(verbatim), parseImage(image)];
  if (!one || one.repository !== other?.repository || one.registry !== other.registry)
    throw new UserError('It runs another repository by now: this cannot be undone so.');
  return { image: verbatim };
}

function versionIn(image: string): string {
  const { tag, digest } = parseImage(image) ?? {};
  return tag ?? (digest === undefined ? 'no tag' : digest.slice(0, 19));
}

function manifestLines({ manifest, image }: WantedImage, before: string): string[] {
  if (!manifest)
    return [`Nobody looked whether there is ${versionIn(image)}: the registry of ${before} is none of ours.`];
  const at = manifest.lastUpdatedOn.toISOString().slice(0, 16).replace('T', ' ');
  const pinned = image.includes('@') ? '' : ' A tag can be pushed anew: what counts is the digest when a pod starts.';
  return [`${versionIn(image)} is ${manifest.digest} by now, pushed ${at} UTC.${pinned}`];
}

/** Other containers of the same pods on the same repository stay where they are: that is said. */
function othersWith({ spec }: RolledWorkload, container: string, image: string): string[] {
  const { containers = [], initContainers = [] } = spec?.template?.spec ?? {};
  const repository = parseImage(image)?.repository;
  return [...containers, ...initContainers]
    .filter((it) => it.name !== container && parseImage(it.image ?? '')?.repository === repository)
    .map((it) => `Container ${it.name} runs the same repository and stays at ${versionIn(it.image ?? '')}.`);
}

function patchOf(container: string, image: string): object {
  return { spec: { template: { spec: { containers: [{ name: container, image }] } } } };
}
