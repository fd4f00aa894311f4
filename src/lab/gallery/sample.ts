import type { Button, Card } from '../../model/card.ts';

/** One card as the gallery shows it: usual, worst case, empty, error, very long, hostile. */
export interface Sample {
  /** Name of the card's template. */
  card: string;
  sample: string;
  make(): Card;
}

/** The gallery's own time, so that a picture of it stays the same. */
export const now = new Date('2026-11-25T03:04:00Z');

/** A time so many minutes before the gallery's now. */
export function before(minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

/** A button that a command would have prepared. */
export function press(title: string): Button {
  return { title, verb: 'why', id: 'k3v9q2' };
}
