import type { Vulnerability } from '../model/image.ts';
import type { ListedRow } from './image-list.ts';
import { vulnerabilityRow } from './vulnerability-row.ts';

/** A finding as a row of a list: how bad and which, in what, and which version mends it. */
export function foundRow(it: Vulnerability): ListedRow {
  const row = vulnerabilityRow(it);
  return {
    mark: row.mark,
    color: row.color,
    name: row.cve,
    ...(row.exploit !== ' ' && { flag: row.exploit }),
    lines: [`${row.package}  ${row.fix}`],
  };
}
