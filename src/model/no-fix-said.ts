import type { Vulnerability } from './image.ts';

/** What is said of a finding that names no version to update to: that there is none yet, or that nobody knows. */
export function noFixSaid({ isFixUnknown }: Pick<Vulnerability, 'isFixUnknown'>): string {
  return isFixUnknown ? 'fix unknown' : 'no fix yet';
}
