import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import type { ArmChanges } from './arm-changes.ts';
import { armPath } from './arm-path.ts';
import { parseRows } from './parse-rows.ts';
import { armOrigin, connectSender, type Sender } from './plain-request.ts';
import type { Receipt } from './receipt.ts';

const service = 'Azure Resource Manager';
const apiVersion = '2019-06-01-preview';
const mostPages = 5;

const Task = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    status: z.string().default('Enabled'),
    step: z
      .object({
        type: z.string(),
        imageNames: z.array(z.string()).nullish(),
        isPushEnabled: z.boolean().nullish(),
        dockerFilePath: z.string().nullish(),
        contextPath: z.string().nullish(),
      })
      .nullish(),
  }),
});

const Run = z.object({
  properties: z.object({
    runId: z.string(),
    status: z.string(),
    task: z.string().nullish(),
    createTime: z.coerce.date(),
    /** Set where nobody asked for it: a commit, a new base image or a timer did. */
    sourceTrigger: z.unknown().optional(),
    imageUpdateTrigger: z.unknown().optional(),
    timerTrigger: z.unknown().optional(),
    outputImages: z
      .array(z.object({ repository: z.string().nullish(), tag: z.string().nullish(), digest: z.string().nullish() }))
      .nullish(),
  }),
});

const Page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** A task of a registry: how an image is built. Its arguments are not read: they may be secrets. */
export type RegistryTask = z.infer<typeof Task>;
/** One run of a task. `status`: Queued, Started, Running, Succeeded, Failed, Canceled, Error or Timeout. */
export type TaskRun = z.infer<typeof Run>['properties'];

/** ACR Tasks (Microsoft.ContainerRegistry/registries/tasks and runs, api-version 2019-06-01-preview). Throws UpstreamError. */
export interface RegistryTasks {
  /** The tasks of a registry, by its ARM id. */
  tasks(registryId: string): Promise<RegistryTask[]>;
  /** Runs of a task by its name that somebody asked for, the newest first, as many as some pages hold. */
  runs(registryId: string, task: string): Promise<TaskRun[]>;
  /** Starts a task as it stands (scheduleRun); sent once. */
  start(registryId: string, taskId: string): Promise<Receipt>;
}

/** ACR Tasks over Resource Manager. */
export function connectRegistryTasks(access: Access): (work: Work, arm: ArmChanges) => RegistryTasks {
  const send = connectSender(access);
  return (work, arm) => ({
    async tasks(registryId) {
      return parseRows(service, Task, await listed(send, work, registryId, 'tasks', {}));
    },
    async runs(registryId, task) {
      const filter = { $filter: `TaskName eq '${task.replaceAll("'", "''")}'`, $top: '50' };
      const found = parseRows(service, Run, await listed(send, work, registryId, 'runs', filter));
      return found
        .map(({ properties }) => properties)
        .filter((it) => it.task === task && !it.sourceTrigger && !it.imageUpdateTrigger && !it.timerTrigger)
        .sort((a, b) => b.createTime.getTime() - a.createTime.getTime());
    },
    start: (registryId, taskId) => arm.act(registryId, 'scheduleRun', apiVersion, { type: 'TaskRunRequest', taskId }),
  });
}

async function listed(
  send: Sender,
  work: Work,
  registryId: string,
  what: 'tasks' | 'runs',
  query: Record<string, string>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  const first = new URLSearchParams({ 'api-version': apiVersion, ...query });
  let url: string | null | undefined = `${armPath(service, registryId)}/${what}?${first}`;
  for (let pages = 0; url && pages < mostPages; pages += 1) {
    const { body } = await send(work, { service, target: `${what} of ${registryId}`, method: 'GET', url });
    const [page] = parseRows(service, Page, [body]);
    rows.push(...(page?.value ?? []));
    url = page?.nextLink;
    // Only ARM itself gets the bot's token.
    if (url && new URL(url).origin !== armOrigin)
      throw new UpstreamError(service, 'malformed', 'led to another host for its next page', { target: registryId });
  }
  return rows;
}
