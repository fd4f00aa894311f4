/** What was seen of a container that hit its limit, in MiB. */
export interface MemorySeen {
  /** Highest sample; undefined when memory use could not be read. */
  peakMiB: number | undefined;
  /** The limit at the OOM kill. */
  limitMiB: number;
}

/** A limit that should hold, with how it was come by, one step a line. */
export interface MemoryAdvice {
  toMiB: number;
  derivation: string[];
}

/**
 * A new limit after kills at the old one. The peak is cut off by the limit, so the true need is unknown and at least the limit:
 * the higher of two known formulas is taken, rounded up. KRR: max(peak x 1.15, limit at the OOM x 1.25); VPA: max(used + 100 MiB, used x 1.2).
 */
export function memoryAdvice({ peakMiB, limitMiB }: MemorySeen): MemoryAdvice {
  // A kill means that the limit was reached, whatever the last sample before it says.
  const used = Math.max(peakMiB ?? 0, limitMiB);
  const krr = Math.max((peakMiB ?? limitMiB) * 1.15, limitMiB * 1.25);
  const vpa = Math.max(used + 100, used * 1.2);
  const step = stepFor(limitMiB);
  const toMiB = Math.ceil(Math.max(krr, vpa) / step) * step;
  const peak = peakMiB === undefined ? 'unknown' : `${whole(peakMiB)} MiB (highest sample)`;
  return {
    toMiB,
    derivation: [
      `Peak: ${peak}; limit at the OOM kill: ${whole(limitMiB)} MiB.`,
      `KRR: max(peak x 1.15, limit x 1.25) = max(${whole((peakMiB ?? limitMiB) * 1.15)}, ${whole(limitMiB * 1.25)}) = ${whole(krr)} MiB.`,
      `VPA: max(used + 100, used x 1.2) = max(${whole(used + 100)}, ${whole(used * 1.2)}) = ${whole(vpa)} MiB.`,
      `Ours: ${toMiB} MiB, the higher of both rounded up to ${step} MiB, because the limit cut the peak off and the true need is not known.`,
    ],
  };
}

/** Steps that people choose limits in: finer for small containers. */
function stepFor(limitMiB: number): number {
  if (limitMiB < 128) return 32;
  if (limitMiB < 1024) return 128;
  return limitMiB < 8192 ? 256 : 1024;
}

function whole(mebibytes: number): number {
  return Math.round(mebibytes);
}
