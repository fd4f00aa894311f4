import type { LabDetector } from './lab-detector.ts';
import { networkDetectors } from './network-detectors.ts';
import { nodeDetectors } from './node-detectors.ts';
import { operationDetectors } from './operation-detectors.ts';
import { practiceDetectors } from './practice-detectors.ts';

/** Every check that the range's AKS makes. */
export const labDetectors: readonly LabDetector[] = [
  ...nodeDetectors,
  ...networkDetectors,
  ...operationDetectors,
  ...practiceDetectors,
];

/** Overviews that only name checks; some of them name a check of another category, as AKS's do. */
export const labCategories: readonly { id: string; name: string; members: string[] }[] = [
  category('aks-category-node-health', 'Node Health', ['oomkilled', 'snat-usage']),
  category('aks-category-connectivity', 'Connectivity Issues', [
    'advisor-cluster-loadbalancer',
    'cluster-min-version',
    'aks-npm-breakingchange',
  ]),
  category('aks-category-create-upgrade-delete-scale', 'Create, Upgrade, Delete and Scale', []),
  category('aks-category-identity-security', 'Identity and Security', ['aks-cluster-put-failures']),
  category('aks-category-risk-assessment', 'Best Practices', ['incorrect-pod-disruption-budgets']),
  category('aks-category-availability-perf', 'Known Issues, Availability and Performance', []),
];

function category(id: string, name: string, more: string[]) {
  const own = labDetectors.filter((it) => it.category === name).map((it) => it.id);
  return { id, name, members: [...own, ...more] };
}
