import type { V1Container } from '@kubernetes/client-node';
import { UserError } from '../../errors.ts';
import type { RolledWorkload } from './workload-target.ts';

/** A container of a workload's template by its name; throws UserError with the names that there are. */
export function containerOf({ metadata, spec }: RolledWorkload, container: string): V1Container {
  const { containers = [], initContainers = [] } = spec?.template?.spec ?? {};
  const found = containers.find((it) => it.name === container);
  if (found) return found;
  const name = metadata?.name ?? 'It';
  const isInit = initContainers.some((it) => it.name === container);
  throw new UserError(
    isInit
      ? `${container} is an init container of ${name}: change it in its manifest.`
      : `${name} has no container ${container}; it has ${containers.map((it) => it.name).join(', ')}.`,
  );
}
