import { z } from 'zod';

/** A pattern of names in the config. Few stars, for a pattern with many takes for ever to match. */
export const glob = z
  .string()
  .regex(/^[\w.?-]*(\*[\w.?-]*){0,4}$/, 'is not a name; * stands for any letters, four times at most, ? for one')
  .min(1)
  .max(100);

/** Whether a name fits the pattern, in any case: * stands for any letters, ? for one. */
export function matchesGlob(pattern: string, name: string): boolean {
  const text = pattern.replace(/[.]/g, '\\.').replace(/\*+/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${text}$`, 'is').test(name);
}

/** Whether every name that fits the narrow pattern fits the wide one too; false also where that cannot be seen. */
export function coversGlob(wide: string, narrow: string): boolean {
  if (wide.toLowerCase() === narrow.toLowerCase()) return true;
  // A star of the narrow one can only be taken in by a star.
  return !(wide.includes('?') && narrow.includes('*')) && matchesGlob(wide, narrow);
}
