import { type AlertSeverity, alertSeverities } from '../model/alert.ts';
import type { Digest, DigestPart } from '../model/incident-digest.ts';

/** How many new cards a channel takes before the rest is told together. */
export interface DigestBudget {
  /** New cards of a window that are not critical. */
  cards: number;
  /** New critical cards of a window. */
  criticalCards: number;
  windowMs: number;
}

/** Room for a storm's worst: with both together a channel stays under Teams' 60 posts in 30 seconds. */
export const digestDefaults: DigestBudget = { cards: 10, criticalCards: 40, windowMs: 5 * 60_000 };

/** Whether a new incident gets a card of its own, and why. */
export type CardDecision =
  | { as: 'card'; reason: 'within-budget' | 'critical' }
  | { as: 'digest'; reason: 'storm' | 'critical-storm' };

/** Decides by the cards that the channel was given in the window before now. */
export function cardOrDigest(
  severity: AlertSeverity,
  given: { cards: number; criticalCards: number },
  budget: DigestBudget,
): CardDecision {
  if (severity === 'critical') {
    return given.criticalCards < budget.criticalCards
      ? { as: 'card', reason: 'critical' }
      : { as: 'digest', reason: 'critical-storm' };
  }
  return given.cards < budget.cards ? { as: 'card', reason: 'within-budget' } : { as: 'digest', reason: 'storm' };
}

/** Whether a channel's storm is over: nothing went into its digest for a whole window. */
export function stormOver(lastAdded: Date, budget: DigestBudget, now: Date): boolean {
  return now.getTime() - lastAdded.getTime() >= budget.windowMs;
}

/** Incidents of a storm that are alike, counted. */
export interface AlikeIncidents extends DigestPart {
  severity: AlertSeverity;
  isOpen: boolean;
  /** Alerts of theirs that fire. */
  firing: number;
}

/** Adds up a storm's incidents and lists its largest parts. */
export function digestOf(alike: Iterable<AlikeIncidents>, most = 8): Digest {
  const bySeverity = Object.fromEntries(alertSeverities.map((it) => [it, 0])) as Record<AlertSeverity, number>;
  const parts = new Map<string, DigestPart>();
  let [count, open, firing] = [0, 0, 0];
  for (const { severity, isOpen, alertname, cluster, namespace, incidents, firing: alerts } of alike) {
    count += incidents;
    bySeverity[severity] += incidents;
    if (isOpen) open += incidents;
    firing += alerts;
    const key = JSON.stringify([alertname, cluster, namespace]);
    const part = parts.get(key) ?? { alertname, cluster, namespace, incidents: 0 };
    part.incidents += incidents;
    parts.set(key, part);
  }
  // Sorting is stable: of parts that are equally large the one that came first stands first.
  const sorted = [...parts.values()].sort((a, b) => b.incidents - a.incidents);
  const listed = sorted.slice(0, most);
  const shown = listed.reduce((sum, it) => sum + it.incidents, 0);
  const rest = { parts: sorted.length - listed.length, incidents: count - shown };
  return { incidents: count, open, firing, bySeverity, parts: listed, rest };
}
