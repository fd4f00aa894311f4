import { quantity } from './quantity.ts';

/** A Kubernetes memory quantity ("256Mi", "1G", "1e9", "134217728") in MiB; undefined when it is none. */
export function mebibytes(text: string | undefined): number | undefined {
  const bytes = quantity(text);
  return bytes === undefined ? undefined : bytes / 2 ** 20;
}
