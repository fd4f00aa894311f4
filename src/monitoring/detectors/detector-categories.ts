/** A category of checks: how AKS calls it, today or before, and how people do. */
export interface DetectorCategory {
  /** As the command takes it. */
  key: string;
  name: string;
  /** What stands in a name that AKS gives it. */
  fits: RegExp;
}

/** AKS's categories, after "Diagnose and solve problems" in the portal. */
export const detectorCategories: readonly DetectorCategory[] = [
  { key: 'best-practices', name: 'Best practices', fits: /best practice|risk assessment/i },
  { key: 'availability', name: 'Availability and performance', fits: /availability|performance/i },
  { key: 'connectivity', name: 'Connectivity', fits: /connectivity|network/i },
  { key: 'operations', name: 'Create, upgrade, delete and scale', fits: /upgrade|scale|create/i },
  { key: 'deprecations', name: 'Deprecations', fits: /deprecat/i },
  { key: 'identity', name: 'Identity and security', fits: /identity|security/i },
  { key: 'node-health', name: 'Node health', fits: /node health/i },
  { key: 'storage', name: 'Storage', fits: /storage/i },
];

/** The category of this key; undefined for a word that is none. */
export function detectorCategory(key: string): DetectorCategory | undefined {
  return detectorCategories.find((it) => it.key === key);
}
