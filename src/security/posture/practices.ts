import * as shelf from '../checks/index.ts';
import type { Check } from './check.ts';
import type { Practice } from './practice.ts';

/** All practices that are looked at. */
export const practices: readonly Practice[] = Object.values(shelf);

/** A check with the practice that it belongs to, by its code. */
export const checksByCode: ReadonlyMap<string, { check: Check; practice: Practice }> = new Map(
  practices.flatMap((practice) => practice.checks.map((check) => [check.code, { check, practice }] as const)),
);

/** ARM types that something is looked at of. */
export const lookedAtTypes: readonly string[] = [
  ...new Set([...checksByCode.values()].flatMap(({ check }) => [...check.of])),
];

/** The practices with only those checks that need calls for each resource, or only those that do not. */
export function practicesThatRead(reads: Check['reads'], among: readonly Practice[] = practices): Practice[] {
  return among.flatMap((practice) => {
    const checks = practice.checks.filter((check) => check.reads === reads);
    return checks.length > 0 ? [{ ...practice, checks }] : [];
  });
}
