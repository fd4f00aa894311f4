import type { Azure } from '../../azure/azure.ts';
import type { RegistryRef } from '../../azure/estate.ts';
import type { RegistryTask } from '../../azure/registry-tasks.ts';
import { UserError } from '../../errors.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';

/** A task that builds a repository, by what it says of itself. */
export interface BuildingTask {
  id: string;
  name: string;
  /** As the task has them: "payments-api:{{.Run.ID}}". */
  images: string[];
  dockerfile: string;
  /** Where its sources are, without what may be a secret. */
  context: string;
}

/**
 * The task of a registry that builds a repository and pushes it; throws UserError where there is none, where it is
 * disabled, and where there are several and none was said. What a file of steps builds nobody can tell from outside.
 */
export async function buildingTask(
  { change }: Azure,
  registry: RegistryRef,
  { repository, task }: { repository: string; task?: string | undefined },
): Promise<BuildingTask> {
  const all = await change.registryTasks.tasks(registry.id);
  const building = all.filter((it) => imagesOf(it, registry.loginServer, repository).length > 0);
  const fitting = task === undefined ? building : building.filter(({ name }) => name === task);
  const enabled = fitting.filter(({ properties }) => properties.status === 'Enabled');
  const [one, another] = enabled;
  if (another)
    throw new UserError(
      `Several ACR Tasks build ${repository}: say which, as in "task=${one?.name}". They are ${namesOf(enabled)}.`,
    );
  if (one) return described(one);
  if (fitting.length > 0) throw new UserError(`The ACR Task ${namesOf(fitting)} is disabled: enable it first.`);
  const unread = all.filter(({ properties }) => properties.step?.type !== 'Docker');
  const note = unread.length > 0 ? ` What ${namesOf(unread)} build stands in a file that was not read.` : '';
  const wanted = task === undefined ? '' : ` by the name ${task}`;
  throw new UserError(`No ACR Task of ${registry.name} says that it builds ${repository}${wanted}.${note}`);
}

function imagesOf({ properties: { step } }: RegistryTask, loginServer: string, repository: string): string[] {
  if (step?.type !== 'Docker' || step.isPushEnabled === false) return [];
  return (step.imageNames ?? []).filter((name) => {
    const bare = name.replace(/^(?:\{\{\s*\.Run\.Registry\s*\}\}|\$Registry)\//, '');
    const own = bare.toLowerCase().startsWith(`${loginServer.toLowerCase()}/`)
      ? bare.slice(loginServer.length + 1)
      : bare;
    return own === repository || own.startsWith(`${repository}:`);
  });
}

function described({ id, name, properties: { step } }: RegistryTask): BuildingTask {
  // The address of a repository may carry a token.
  const context = (step?.contextPath ?? '').replace(/\/\/[^/@]*@/, '//').replace(/\?[^#]*/, '');
  return {
    ...{ id, name, images: step?.imageNames ?? [] },
    dockerfile: step?.dockerFilePath ?? 'Dockerfile',
    context: withoutSecrets(context),
  };
}

const namesOf = (tasks: readonly RegistryTask[]) =>
  tasks
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
