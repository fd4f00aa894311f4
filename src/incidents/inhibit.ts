import { type Labels, labelValue, type Matcher, matchesAll } from './matcher.ts';
import { parseMatchers } from './parse-matchers.ts';

/** Alerts that fulfil the source side mute those of the target side that have the same values in `equal`. */
export interface InhibitRule {
  name?: string | undefined;
  source: readonly Matcher[];
  target: readonly Matcher[];
  equal: readonly string[];
}

/** Which alert mutes, and by which rule: its name, or its place in the config counted from 1. */
export interface Inhibition {
  by: string;
  rule: string;
}

/** An alert as far as inhibition looks at it; `id` is any text that tells it from the others. */
export interface Inhibiting {
  id: string;
  labels: Labels;
}

/**
 * The rules that hold when the config has none. A source names the labels it is about, because two missing labels are
 * equal. A cluster that is down hides no security alert: it may be down because of one.
 */
export const defaultInhibitRules: readonly InhibitRule[] = [
  {
    name: 'node-down',
    source: parseMatchers('alertname=~"KubeNodeNotReady|KubeNodeUnreachable|NodeNotReady|NodeDown",node!=""'),
    target: parseMatchers('pod!="",intent="",compromised_entity=""'),
    equal: ['cluster', 'node'],
  },
  {
    name: 'cluster-down',
    source: parseMatchers('alertname=~"KubeAPIDown|KubeClusterDown|ClusterDown|ClusterUnreachable",cluster!=""'),
    target: parseMatchers('cluster!="",intent="",compromised_entity=""'),
    equal: ['cluster'],
  },
  {
    name: 'critical-over-warning',
    source: parseMatchers('severity="critical",alertname!=""'),
    target: parseMatchers('severity=~"warning|medium|low|info",alertname!="",intent="",compromised_entity=""'),
    equal: ['alertname', 'cluster', 'namespace', 'resource_id'],
  },
];

interface Sources {
  /** The first that fulfils the source side alone, and the first that fulfils both. */
  oneSided?: string;
  twoSided?: string;
}

/**
 * Looks up what mutes an alert, among all that fire. Alertmanager's semantics: a missing label equals an empty one, an
 * alert that is muted still mutes, and one that fulfils both sides is muted by none that fulfils both, itself included.
 * Made once for many look-ups: making it and each look-up take time that does not grow with the square of the alerts.
 */
export function inhibitor(
  rules: readonly InhibitRule[],
  firing: Iterable<Inhibiting>,
): (labels: Labels) => Inhibition | undefined {
  const indexed = rules.map((rule, index) => ({
    rule,
    name: rule.name ?? String(index + 1),
    at: new Map<string, Sources>(),
  }));
  for (const { id, labels } of firing) {
    for (const { rule, at } of indexed) {
      if (!matchesAll(rule.source, labels)) continue;
      const key = keyOf(rule, labels);
      const sources = at.get(key) ?? {};
      if (matchesAll(rule.target, labels)) sources.twoSided ??= id;
      else sources.oneSided ??= id;
      at.set(key, sources);
    }
  }
  return (labels) => {
    for (const { rule, name, at } of indexed) {
      if (at.size === 0 || !matchesAll(rule.target, labels)) continue;
      const sources = at.get(keyOf(rule, labels));
      const by =
        sources?.oneSided ?? (sources?.twoSided && !matchesAll(rule.source, labels) ? sources.twoSided : undefined);
      if (by !== undefined) return { by, rule: name };
    }
    return undefined;
  };
}

function keyOf(rule: InhibitRule, labels: Labels): string {
  return JSON.stringify(rule.equal.map((name) => labelValue(labels, name)));
}
