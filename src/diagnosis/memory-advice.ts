import { krrMemory } from './memory/krr.ts';
import { vpaNeed } from './memory/vpa.ts';

/** What was seen of a container that hit its limit, in MiB. */
export interface MemorySeen {
  /** Highest sample; undefined when memory use could not be read. */
  peakMiB: number | undefined;
  /** The limit at the OOM kill. */
  limitMiB: number;
  /** What it asks the scheduler for, where that is known: the Vertical Pod Autoscaler reckons from it. */
  requestMiB?: number | undefined;
}

/** A limit that should hold, with how it was come by, one step a line. */
export interface MemoryAdvice {
  toMiB: number;
  derivation: string[];
}

const bytesInMiB = 1024 * 1024;

/**
 * A new limit after kills at the old one. The peak is cut off by the limit, so the true need is unknown and at least the limit:
 * the higher of KRR's and the Vertical Pod Autoscaler's formulas, both reckoned from the limit, rounded up.
 */
export function memoryAdvice({ peakMiB, limitMiB, requestMiB }: MemorySeen): MemoryAdvice {
  // A kill means that the limit was reached, whatever the last sample before it says.
  const used = Math.max(peakMiB ?? 0, limitMiB);
  const krr = krrMemory({ peakMiB: peakMiB ?? limitMiB, killedAtMiB: limitMiB });
  const bumped = bump(used);
  const step = stepFor(limitMiB);
  const toMiB = Math.ceil(Math.max(krr, bumped) / step) * step;
  const peak = peakMiB === undefined ? 'unknown' : `${whole(peakMiB)} MiB (highest sample)`;
  return {
    toMiB,
    derivation: [
      `Peak: ${peak}; limit at the OOM kill: ${whole(limitMiB)} MiB; request: ${requestMiB === undefined ? 'unknown' : `${whole(requestMiB)} MiB`}.`,
      `KRR: ${peakMiB === undefined ? 'no usage was read' : `peak x 1.15 = ${whole(krrMemory({ peakMiB }))} MiB`}; with OOM data max(peak x 1.15, limit x 1.25) = max(${whole((peakMiB ?? limitMiB) * 1.15)}, ${whole(limitMiB * 1.25)}) = ${whole(krr)} MiB.`,
      vpaLine(peakMiB, limitMiB, requestMiB),
      `Ours: ${toMiB} MiB, the higher of KRR with OOM data (${whole(krr)}) and VPA's bump from the limit (${whole(bumped)}), rounded up to ${step} MiB: the limit cut the peak off, and the true need is not known.`,
    ],
  };
}

/** VPA reckons from the request or the peak, never from the limit; without a request it is reckoned from the limit, which Kubernetes copies. */
function vpaLine(peakMiB: number | undefined, limitMiB: number, requestMiB = limitMiB): string {
  const used = Math.max(requestMiB, peakMiB ?? 0);
  return `VPA: max(used + 100, used x 1.2), used = max(request, peak) = ${whole(used)}: max(${whole(used + 100)}, ${whole(used * 1.2)}) = ${whole(bump(used))} MiB.`;
}

function bump(usedMiB: number): number {
  return vpaNeed({ at: new Date(0), requestedBytes: Math.round(usedMiB * bytesInMiB) }) / bytesInMiB;
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
