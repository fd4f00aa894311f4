import type { V1Container } from '@kubernetes/client-node';

/** A heap that a runtime is told to grow to. */
export interface Heap {
  runtime: 'JVM' | 'Node.js';
  /** As it is written: "-Xmx2g". */
  option: string;
  mebibytes: number;
  /** Whether it is a share of the limit: a higher limit makes it larger, too. */
  isShare?: true;
}

const unit: Readonly<Record<string, number>> = { '': 1 / 2 ** 20, k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** The largest heap that a container's arguments and variables allow its runtime; a share counts of the limit, which the JVM sees. */
export function heapOf({ command, args, env }: V1Container, limitMiB: number): Heap | undefined {
  const texts = [...(command ?? []), ...(args ?? []), ...(env ?? []).flatMap(({ value }) => value ?? [])];
  return texts.flatMap((text) => heapIn(text, limitMiB) ?? []).at(-1);
}

function heapIn(text: string, limitMiB: number): Heap | undefined {
  const fixed = /-Xmx(\d{1,12})([kmgt]?)\b/i.exec(text);
  if (fixed)
    return {
      runtime: 'JVM',
      option: fixed[0],
      mebibytes: Number(fixed[1]) * (unit[fixed[2]?.toLowerCase() ?? ''] ?? 1),
    };
  const share = /-XX:MaxRAMPercentage=(\d{1,3}(?:\.\d{1,4})?)/.exec(text);
  if (share) return { runtime: 'JVM', option: share[0], mebibytes: (Number(share[1]) / 100) * limitMiB, isShare: true };
  const old = /--max[-_]old[-_]space[-_]size[= ](\d{1,7})/.exec(text);
  return old ? { runtime: 'Node.js', option: old[0], mebibytes: Number(old[1]) } : undefined;
}

/** Beside its heap a runtime needs room for threads, code and buffers: so much of the limit at most may be heap. */
export const heapShare = 0.75;

/** Whether a heap leaves its runtime less than a sixth of the limit for everything else. */
export function isTooLarge({ mebibytes }: Heap, limitMiB: number): boolean {
  return mebibytes > limitMiB * (5 / 6);
}
