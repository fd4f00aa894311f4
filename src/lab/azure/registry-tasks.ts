import type { ContainerRegistry } from '../world/estate.ts';
import { seededHex } from '../world/seeded.ts';
import type { TaskRun } from '../world/task-run.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

const path = /^(\/subscriptions\/.*\/registries\/[^/]+)\/(tasks|runs|schedulerun)$/i;
const queuedMs = 5_000;
const buildMs = 60_000;

/** ACR Tasks of a registry: tasks and runs are listed, a task is started. Undefined when the call is about something else. */
export function registryTasks(call: Call): Answer | undefined {
  const [, id, what = ''] = path.exec(call.path) ?? [];
  const registry = id && call.world.registries.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!registry) return undefined;
  settle(call, registry);
  const wanted = `${call.method} ${what.toLowerCase()}`;
  if (wanted === 'GET tasks')
    return {
      status: 200,
      body: { value: call.fault?.empty ? [] : repositoriesOf(registry).map((it) => taskOf(registry, it)) },
    };
  if (wanted === 'GET runs') {
    const runs = call.world.arm.taskRuns.filter((it) => it.registry === registry.id);
    return { status: 200, body: { value: runs.map((it) => runBody(registry, it, call.now)).reverse() } };
  }
  return wanted === 'POST schedulerun' ? start(call, registry) : undefined;
}

const repositoriesOf = ({ images }: ContainerRegistry) => [...new Set(images.map(({ repository }) => repository))];
const nameOf = (repository: string) => `build-${repository.replaceAll('/', '-')}`;

function taskOf({ id, location }: ContainerRegistry, repository: string) {
  return {
    ...{ id: `${id}/tasks/${nameOf(repository)}`, name: nameOf(repository), location },
    type: 'Microsoft.ContainerRegistry/registries/tasks',
    properties: {
      ...{ provisioningState: 'Succeeded', status: 'Enabled', timeout: 3600 },
      step: {
        ...{ type: 'Docker', imageNames: [`${repository}:{{.Run.ID}}`], isPushEnabled: true, noCache: true },
        ...{ dockerFilePath: 'Dockerfile', contextPath: `https://github.com/contoso/${repository}.git#main` },
      },
    },
  };
}

function start(call: Call, registry: ContainerRegistry): Answer {
  const { type, taskId } = jsonBody(call) ?? {};
  const repository = repositoriesOf(registry).find(
    (it) => taskOf(registry, it).id.toLowerCase() === String(taskId).toLowerCase(),
  );
  if (type !== 'TaskRunRequest') return armError(400, 'The lab runs tasks alone.', 'BadRequest');
  if (!repository) return armError(404, `The task ${String(taskId)} was not found.`, 'ResourceNotFound');
  const { taskRuns } = call.world.arm;
  const run = { runId: `ca${taskRuns.length + 1}`, registry: registry.id, repository, createdAt: call.now };
  taskRuns.push(run);
  return { status: 200, body: runBody(registry, run, call.now) };
}

function statusOf({ createdAt }: TaskRun, now: Date): string {
  const age = now.getTime() - createdAt.getTime();
  return age < queuedMs ? 'Queued' : age < buildMs ? 'Running' : 'Succeeded';
}

function runBody({ id, loginServer }: ContainerRegistry, run: TaskRun, now: Date) {
  const { runId, repository, createdAt } = run;
  const status = statusOf(run, now);
  const built = { registry: loginServer, repository, tag: runId, digest: digestOf(run) };
  return {
    ...{ id: `${id}/runs/${runId}`, name: runId, type: 'Microsoft.ContainerRegistry/registries/runs' },
    properties: {
      ...{ runId, status, runType: 'QuickRun', task: nameOf(repository), createTime: createdAt },
      provisioningState: 'Succeeded',
      ...(status === 'Succeeded' && { outputImages: [built] }),
    },
  };
}

function digestOf({ repository, runId, createdAt }: TaskRun): string {
  return `sha256:${seededHex(`${repository} ${runId} ${createdAt.toISOString()}`, 64)}`;
}

/** A build that is over has pushed its image: what an update mends is mended in it. Seen when somebody looks at the tasks. */
function settle({ world, now }: Call, registry: ContainerRegistry): void {
  for (const run of world.arm.taskRuns.filter((it) => it.registry === registry.id)) {
    const { repository, runId } = run;
    if (statusOf(run, now) !== 'Succeeded') continue;
    if (registry.images.some((it) => it.repository === repository && it.tags.includes(runId))) continue;
    const [from] = registry.images.filter((it) => it.repository === repository);
    const pushedAt = new Date(run.createdAt.getTime() + buildMs);
    const flaws = (from?.scan.flaws ?? []).filter(({ fixedIn }) => fixedIn === undefined);
    const image = world.images.get(`${registry.loginServer}/${repository}:${runId}`);
    Object.assign(image, {
      pushedAt,
      digest: digestOf(run),
    });
    image.scan = { form: 'individual', at: pushedAt, flaws };
    registry.images.push(image);
  }
}
