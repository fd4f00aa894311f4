import type { Gap } from '../model/gap.ts';
import { plain } from './plain.ts';

/** What a list leaves out for this person. */
export interface Limits {
  /** Whether the person is limited to some places. */
  limited?: boolean | undefined;
  /** Why some that are within the scope may be missing. */
  gap?: Gap | undefined;
}

/** The lines that say so, and how to mend it; none for who sees everything. Never how many are outside. */
export function scopeLines(things: string, { limited, gap }: Limits): { text: string }[] {
  return [
    ...(limited ? [{ text: `Only ${things} within your scope are shown.` }] : []),
    ...(gap ? [{ text: plain(`Some may be missing: I could not read ${gap.what}. ${gap.why} ${gap.next}`, 600) }] : []),
  ];
}
