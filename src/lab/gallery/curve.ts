import { before } from './sample.ts';

/** Points over the last so many minutes, made by a function of how far along they are (0 to 1). */
export function curve(minutes: number, count: number, at: (along: number) => number): { at: Date; value: number }[] {
  return Array.from({ length: count }, (_, i) => ({
    at: before(minutes * (1 - i / (count - 1))),
    value: Math.round(at(i / (count - 1)) * 10) / 10,
  }));
}
