import { z } from 'zod';
import type { TaskRun } from '../../azure/registry-tasks.ts';
import { defineAction, type Verified } from '../action.ts';
import { ranBy } from '../ran-by.ts';
import { buildingTask } from '../registry/building-task.ts';
import { imageTarget, registryOf } from '../registry/image-target.ts';

const { loginServer, repository } = imageTarget;
/** So far may the registry's clock and ours be apart. */
const skewMs = 5_000;
/** A run that was asked for may be listed a moment later. */
const graceMs = 2 * 60_000;
const over: readonly string[] = ['Failed', 'Canceled', 'Error', 'Timeout'];

/** Builds an image anew, by the ACR Task of its registry that builds its repository. */
export const rebuildImage = defineAction({
  name: 'rebuild-image',
  title: 'Build it anew',
  risk: 'medium',
  input: z.strictObject({
    ...{ loginServer, repository },
    /** The task's name, where several build it. */
    task: z
      .string()
      .regex(/^[\w-]{1,50}$/)
      .optional(),
  }),
  watch: { forMs: 60 * 60_000, everyMs: 10_000 },
  runMs: 2 * 60_000,
  async plan(azure, input) {
    const registry = await registryOf(azure, input);
    const task = await buildingTask(azure, registry, input);
    const { name, images, dockerfile, context } = task;
    return {
      sentence: `Build ${input.loginServer}/${input.repository} anew by the ACR Task ${name}.`,
      place: {},
      objects: [
        {
          ...{ kind: 'ACR Task', namespace: '', name: `${registry.name}/${name}` },
          fields: [{ field: 'run', before: '', after: 'once, as it stands' }],
        },
      ],
      reach: [
        `It builds ${dockerfile} of ${context || 'its own context'} and pushes ${images.slice(0, 5).join(', ')}.`,
        ...images
          .filter((it) => !/\{\{|\$/.test(it))
          .slice(0, 3)
          .map((it) => `The tag ${it} names the new image then, also for whoever pulls it.`),
        'What runs stays as it is until it is rolled to the new image.',
      ],
      final: 'A build cannot be undone: what it pushed stays until somebody deletes it.',
      before: { repository: input.repository, task: task.id, name, images, dockerfile, context },
    };
  },
  async run(azure, input, { before }) {
    const { id } = await registryOf(azure, input);
    return ranBy(await azure.change.registryTasks.start(id, before.task));
  },
  async verify(azure, input, { before }, { startedAt, now }) {
    const { id } = await registryOf(azure, input);
    const since = startedAt.getTime() - skewMs;
    const runs = await azure.change.registryTasks.runs(id, before.name);
    // The first that somebody asked for since then: later ones are others'.
    const run = runs.filter(({ createTime }) => createTime.getTime() >= since).at(-1);
    if (run) return standOf(run, before.name);
    const isEarly = now.getTime() - startedAt.getTime() < graceMs;
    return { state: isEarly ? 'pending' : 'failed', sentence: `The registry has no run of ${before.name} since then.` };
  },
});

const aDigest = /^sha256:[0-9a-f]{64}$/;

function standOf({ runId, status, outputImages }: TaskRun, task: string): Verified {
  const which = `Run ${runId} of ${task}`;
  if (over.includes(status)) return { state: 'failed', sentence: `${which} ended as ${status}.` };
  if (status !== 'Succeeded') return { state: 'pending', sentence: `${which} is ${status.toLowerCase()}.` };
  const pushed = (outputImages ?? [])
    .flatMap(({ repository: name, tag }) => (name && tag ? [`${name}:${tag}`] : []))
    .slice(0, 5);
  const what = pushed.length > 0 ? ` and pushed ${pushed.join(', ')}` : '';
  const images = (outputImages ?? []).flatMap(({ digest }) => (digest && aDigest.test(digest) ? [digest] : []));
  return { state: 'done', images, sentence: `${which} succeeded${what}: its findings come with the next scan.` };
}
