import { armLabels, clusterIdOf, isArmId } from '../reading/arm-labels.ts';
import { kubeLabels } from '../reading/kube-labels.ts';
import { ownLabels } from '../reading/own-labels.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import { textsOf } from '../reading/texts-of.ts';
import type { CommonAlert } from './read-common-alert.ts';

/**
 * Labels of an alert, from wherever it carries them: what it fired on (with the cluster that this is or lies in),
 * the dimensions of its conditions, Prometheus' labels, and the rule's custom properties.
 */
export function alertLabels({
  essentials,
  context,
  properties,
  customProperties,
  kind,
}: CommonAlert): Record<string, string> {
  const fields = [...textsOf(context.labels), ...dimensionsOf(context)];
  const ids = [...fields.map(([, value]) => value), ...textList(essentials.alertTargetIDs)].filter(isArmId);
  // An alert of Prometheus may name the workspace that it was computed in; its labels name the cluster.
  const clusterId = ids.map(clusterIdOf).find((id) => id !== undefined);
  const [target = ids[0]] = textList(essentials.alertTargetIDs).filter(isArmId);
  const service = textOf(essentials.monitoringService);
  const [item] = textList(essentials.configurationItems);
  // Of other kinds these are the event's own fields, which are read by name.
  const custom = kind === 'condition' || kind === 'prometheus' ? textsOf(properties) : [];
  return {
    ...ownLabels([...custom, ...textsOf(customProperties)]),
    ...(service && { monitoring_service: service }),
    ...(item && { configuration_item: item }),
    ...(target && armLabels(target)),
    ...(clusterId && armLabels(clusterId)),
    ...ownLabels(fields),
    ...kubeLabels(fields.filter(([, value]) => !isArmId(value))),
  };
}

/** Dimensions stand as pairs of name and value, in the first version of log alerts under another name, and for queries of Prometheus as an object. */
function dimensionsOf(context: Readonly<Record<string, unknown>>): [string, string][] {
  const all = recordOf(context.condition)?.allOf;
  const lists = [...(Array.isArray(all) ? all.map((it) => recordOf(it)?.dimensions) : []), context.Dimensions];
  return lists.flatMap((list) => (Array.isArray(list) ? list.flatMap(pair) : textsOf(list)));
}

function pair(dimension: unknown): [string, string][] {
  const it = recordOf(dimension);
  const [name, value] = [textOf(it?.name), textOf(it?.value)];
  return name !== undefined && value !== undefined ? [[name, value]] : [];
}

function textList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((it): it is string => typeof it === 'string' && it !== '');
}
