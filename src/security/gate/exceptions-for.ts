import type { GateCode, GateExceptionUse } from '../../model/gate-verdict.ts';
import { matchesGlob } from '../../model/glob.ts';
import type { ImageRef } from '../../model/image.ts';
import type { GateException } from './gate-policy.ts';

/** Reasons that an exception may cover beside ids: what is known, and stays as it was approved. */
export const coverableCodes = ['registry-not-allowed', 'base-image-not-allowed', 'not-signed'] as const;

/** Whether an exception may cover this reason as a whole; never a number of findings, nor what could not be seen. */
export function isCoverable(code: GateCode): boolean {
  return (coverableCodes as readonly string[]).includes(code);
}

/** The exceptions for one image, and what they take away. */
export interface ExceptionsInForce {
  /** Whether one that is in force covers this id or code; it is noted as used. */
  take(covered: string): boolean;
  /** All that are for this image, those that are over too: they are told, and take nothing. */
  used(): GateExceptionUse[];
}

/** The exceptions of a policy that are for this image; one without owner, reason or approval is none. */
export function exceptionsFor(
  { registry, repository }: ImageRef,
  exceptions: readonly GateException[],
  now: Date,
): ExceptionsInForce {
  const name = registry === undefined ? repository : `${registry}/${repository}`;
  const its = exceptions
    .filter(({ owner, reason, approvedBy }) => [owner, reason, approvedBy].every((it) => it.trim() !== ''))
    .filter(({ images }) => images.some((it) => matchesGlob(it, name)))
    // A date that is none is never in the future: it counts as over.
    .map((it) => ({ it, isOver: !(it.expires.getTime() > now.getTime()), took: 0 }));
  const inForce = its.filter(({ isOver }) => !isOver);
  const first = new Map(
    inForce.toReversed().flatMap((use) => use.it.covers.map((covered) => [covered.toLowerCase(), use] as const)),
  );
  return {
    take(covered) {
      const use = first.get(covered.toLowerCase());
      if (use) use.took += 1;
      return use !== undefined;
    },
    used: () =>
      its.map(({ it, isOver, took }) => {
        const { covers, owner, reason, approvedBy, expires, change } = it;
        return {
          ...{ covers: [...covers], owner, reason, approvedBy, expires, took, isOver },
          ...(change !== undefined && { change }),
        };
      }),
  };
}
