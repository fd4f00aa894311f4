import { armLabels, clusterIdOf, isArmId } from '../reading/arm-labels.ts';
import type { caseBlind } from '../reading/case-blind.ts';
import { kubeLabels } from '../reading/kube-labels.ts';
import { oneLine } from '../reading/one-line.ts';
import { textsOf } from '../reading/texts-of.ts';
import { attackedResources } from './attacked-resources.ts';
import { entitiesOf, entityLabels } from './entities.ts';

/**
 * What an alert is about, as labels: its resources, its entities (pod, namespace, container, image, node) and, where
 * these do not tell, its extended properties ("Pod name").
 */
export function defenderLabels(field: ReturnType<typeof caseBlind>): Record<string, string> {
  const entities = entitiesOf(field('Entities'));
  const ids = [...attackedResources(field), ...entities.flatMap(({ field: of }) => textsOf({ id: of('ResourceId') }))]
    .map((it) => (typeof it === 'string' ? it : it[1]))
    .filter(isArmId);
  const [first] = ids;
  const clusterId = ids.map(clusterIdOf).find((id) => id !== undefined);
  const properties = field('ExtendedProperties');
  const extended = typeof properties === 'string' ? parsed(properties) : properties;
  const found = {
    ...kubeLabels(textsOf(extended)),
    ...entityLabels(entities),
    ...(first && armLabels(first)),
    ...(clusterId && armLabels(clusterId)),
  };
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, oneLine(value, 600)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Extended properties that are not JSON tell no labels; the whole stands in `raw`.
    return undefined;
  }
}
