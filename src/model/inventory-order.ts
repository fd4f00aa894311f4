import { type InventoryItem, type Risk, type RiskLevel, riskLevels } from './inventory.ts';

/** The level of the worst risk; undefined where there is none. */
export function worstOf({ risks }: Pick<InventoryItem, 'risks'>): RiskLevel | undefined {
  return riskLevels.find((level) => risks.some((it) => it.level === level));
}

/** Risks with the worst first. */
export function byLevel(risks: readonly Risk[]): Risk[] {
  return risks.toSorted((a, b) => riskLevels.indexOf(a.level) - riskLevels.indexOf(b.level));
}

/** Compares things for a list: more of the worst risks first, then by platform and name. */
export function compareItems(a: InventoryItem, b: InventoryItem): number {
  for (const level of riskLevels) {
    const more = countOf(b, level) - countOf(a, level);
    if (more !== 0) return more;
  }
  return order(a.platform, b.platform) || order(a.name, b.name) || order(a.id, b.id);
}

function countOf({ risks }: InventoryItem, level: RiskLevel): number {
  let count = 0;
  for (const risk of risks) if (risk.level === level) count++;
  return count;
}

/** By code units: a locale's order costs a hundred times as much, and there are thousands. */
function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
