/** Whole days between two moments. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 86_400_000);
}

/** "1 day", "40 days". */
export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
