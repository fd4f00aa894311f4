import { mebibytes } from '../../evidence/kubernetes/mebibytes.ts';
import type { Workload } from '../situation/workload.ts';

/** The memory limit, in MiB, that a container had in the revision before the one in force. */
export function limitBefore({ revisions }: Workload, container: string): number | undefined {
  const before = revisions[1]?.spec?.template?.spec?.containers.find(({ name }) => name === container);
  return mebibytes(before?.resources?.limits?.memory);
}
