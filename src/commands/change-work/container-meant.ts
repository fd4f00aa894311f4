import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { readWorkload, type WorkloadTarget } from '../../remediation/kubernetes/workload-target.ts';

/** Of a workload, the container that was named, or the one that fits; throws UserError with the names where that is not clear. */
export async function containerMeant(
  azure: Azure,
  target: WorkloadTarget,
  o: { said: string | undefined; fits?(image: string): boolean },
): Promise<string> {
  if (o.said !== undefined) return o.said;
  const { spec } = await readWorkload(azure, target);
  const all = spec?.template?.spec?.containers ?? [];
  const fitting = all.filter((it) => o.fits?.(it.image ?? '') ?? true);
  const [one, another] = fitting;
  if (one && !another) return one.name;
  const names = (fitting.length > 0 ? fitting : all).map(({ name }) => name).join(', ');
  const why = fitting.length > 0 ? 'has several containers' : 'has no container with that image';
  throw new UserError(`${target.name} ${why}: say which, as in "container=${all[0]?.name ?? ''}". It has ${names}.`);
}
