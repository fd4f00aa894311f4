import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { defineAction } from '../action.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import { managedBy } from '../kubernetes/managed-by.ts';
import { mustRollOut } from '../kubernetes/must-roll-out.ts';
import { reachOfRollOut } from '../kubernetes/reach-of.ts';
import { plainTemplate, type Revision, revisionsOf } from '../kubernetes/revisions-of.ts';
import { rollOut } from '../kubernetes/roll-out.ts';
import { templateChanges } from '../kubernetes/template-changes.ts';
import { unlessPutBack } from '../kubernetes/unless-put-back.ts';
import {
  pluralOf,
  type RolledWorkload,
  readSame,
  readWorkload,
  touched,
  versionOf,
  type WorkloadTarget,
  workloadTarget,
} from '../kubernetes/workload-target.ts';

const input = z.strictObject({
  ...workloadTarget,
  /** Of its history; without it the one before. */
  revision: z.number().int().min(1).max(999_999_999).optional(),
});

type Input = z.infer<typeof input>;

/** What a roll-back starts from and goes to: numbers and hashes, so that no value of a variable is kept. */
interface Before {
  uid: string;
  /** Which revision it is on now; 0 where its history does not say. */
  revision: number;
  template: string;
  to: { revision: number; template: string };
}

/** Gives a workload a template that its history keeps, as `kubectl rollout undo` does. */
export const rollBack = defineAction<'roll-back', Input, Before>({
  name: 'roll-back',
  title: 'Roll it back',
  risk: 'medium',
  input,
  watch: { forMs: 60 * 60_000, everyMs: 5_000 },
  async plan(azure, target) {
    const [cluster, workload] = await Promise.all([clusterById(azure, target.clusterId), readWorkload(azure, target)]);
    mustRollOut(workload, { replaces: false });
    const now = templateOf(workload);
    const revisions = await revisionsOf(azure, target, workload);
    const template = fingerprintOf(now);
    const to = chosen(revisions, template, target);
    const from = revisions.find((it) => it.fingerprint === template)?.number ?? 0;
    const precondition = versionOf(workload);
    await patch(azure, target, to.template, { resourceVersion: precondition, dryRun: true });
    const kept = managedBy(workload, toCommit(to.template));
    const { kind, name } = target;
    return {
      sentence: `Roll ${kind} ${name} back ${from ? `from revision ${from} ` : ''}to revision ${to.number}${madeAt(to)}.`,
      place: placeIn(cluster, target.namespace),
      objects: [{ ...touched(target), fields: templateChanges(now, to.template) }],
      reach: [
        ...(await reachOfRollOut(azure, target, workload)),
        'ConfigMaps and Secrets stay as they are: only the template goes back.',
      ],
      ...(kept && { managedBy: kept }),
      ...(from === 0 && { final: 'its history does not keep the template that it has now.' }),
      before: {
        uid: workload.metadata?.uid ?? '',
        ...{ revision: from, template },
        to: { revision: to.number, template: to.fingerprint },
      },
      precondition,
    };
  },
  async run(azure, target, { before, precondition = '' }) {
    const workload = await readWorkload(azure, target);
    const kept = await revisionsOf(azure, target, workload);
    const to = kept.find((it) => it.fingerprint === before.to.template);
    if (!to) throw new UserError(`Revision ${before.to.revision} of ${target.name} is not kept any more.`);
    await patch(azure, target, to.template, { resourceVersion: precondition, dryRun: false });
    return {};
  },
  async verify(azure, target, plan, o) {
    const { before } = plan;
    const workload = await readSame(azure, target, before);
    if (fingerprintOf(templateOf(workload)) !== before.to.template)
      return { state: 'failed', sentence: `${target.name} has not the template of revision ${before.to.revision}.` };
    return unlessPutBack(rollOut(workload, o.startedAt), plan, o);
  },
  undo: (target, { before }) =>
    before.revision === 0 ? undefined : { action: 'roll-back', input: { ...target, revision: before.revision } },
});

function templateOf({ spec }: RolledWorkload): V1PodTemplateSpec {
  return plainTemplate(spec?.template ?? {});
}

/** The revision that was named, or the newest whose template is another one. */
function chosen(revisions: readonly Revision[], now: string, { name, revision }: Input): Revision {
  const others = revisions.filter((it) => it.fingerprint !== now);
  const numbers = others.map((it) => it.number).join(', ');
  if (revision === undefined) {
    const [last] = others;
    if (last) return last;
    throw new UserError(`${name} has no earlier revision: its history keeps none whose template is another.`);
  }
  const found = revisions.find((it) => it.number === revision);
  if (!found)
    throw new UserError(`${name} has no revision ${revision}; its history keeps ${numbers || 'no other than this'}.`);
  if (found.fingerprint === now)
    throw new UserError(`${name} is on revision ${revision}; its history keeps ${numbers || 'no other'}.`);
  return found;
}

function madeAt({ since }: Revision): string {
  return since ? `, first made ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

/** What can be committed without its values of variables; the rest of the template stands in the repository's history. */
function toCommit({ spec }: V1PodTemplateSpec): object {
  const containers = (spec?.containers ?? []).map(({ name, image, resources }) => ({ name, image, resources }));
  return { spec: { template: { spec: { containers } } } };
}

/** Replaces the template as a whole: what is not in the old one goes. */
async function patch(
  azure: Azure,
  { clusterId, namespace, kind, name }: WorkloadTarget,
  template: V1PodTemplateSpec,
  o: { resourceVersion: string; dryRun: boolean },
): Promise<void> {
  const operations = [{ op: 'replace', path: '/spec/template', value: template }];
  const object = { namespace, name };
  await azure.change.kubernetes.patch(clusterId, pluralOf[kind], object, operations, { type: 'json', ...o });
}
