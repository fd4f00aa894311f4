import { UpstreamError } from '../errors.ts';
import type { ArmChanges, ArmResource } from './arm-changes.ts';
import type { Kql } from './kql.ts';
import type { Receipt } from './receipt.ts';

/** A rule that runs a query again and again and alerts by its rows. */
export interface AlertRule {
  /** ARM id: /subscriptions/.../resourceGroups/.../providers/Microsoft.Insights/scheduledQueryRules/{name}. */
  id: string;
  /** Region of the workspace ("westeurope"). */
  location: string;
  /** What people see as its name. */
  title: string;
  description: string;
  /** 0 (critical) to 4 (verbose). */
  severity: 0 | 1 | 2 | 3 | 4;
  /** The workspace or cluster that is asked, as ARM ids. */
  scopes: string[];
  /** Its text, which those who approve it have seen: a rule keeps it as it is. */
  query: Pick<Kql, 'text'>;
  /** How often it is run, and over how much time before; whole minutes, 1 to 1440 and 1 to 2880. */
  everyMinutes: number;
  windowMinutes: number;
  /** It fires when the query gives more rows than this. */
  moreRowsThan: number;
  /** In so many of the last so many runs; 1 of 1 without it. */
  failing?: { runs: number; of: number };
  /** ARM ids of action groups to tell; none leaves the alert to who polls. */
  actionGroups?: string[];
}

/**
 * Azure Monitor's scheduled query rules (Microsoft.Insights/scheduledQueryRules, api-version 2023-12-01), which has no
 * If-None-Match.
 */
export interface AlertRules {
  /** A rule's body, or undefined when there is none by this id. Throws UpstreamError. */
  find(id: string): Promise<ArmResource | undefined>;
  /**
   * Makes a rule; the service checks its query. Throws UpstreamError: 'conflict' when there is a rule by this id
   * already, which is never overwritten; 'refused' when the service does not take the query.
   */
  create(rule: AlertRule): Promise<Receipt & { resource: ArmResource }>;
  /** Takes a rule away; `existed` is false when it was not there any more. Throws UpstreamError. */
  remove(id: string): Promise<Receipt & { existed: boolean }>;
}

const apiVersion = '2023-12-01';

/** Scheduled query rules, through the general writes of ARM. */
export function alertRulesOver(arm: ArmChanges): AlertRules {
  async function find(id: string): Promise<ArmResource | undefined> {
    try {
      return await arm.get(id, apiVersion);
    } catch (error) {
      if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
      throw error;
    }
  }
  return {
    find,
    async create(rule) {
      if (await find(rule.id)) throw taken(rule.id);
      // Sent all the same: a service that learns it one day closes the moment between the two.
      return arm.put(rule.id, apiVersion, bodyOf(rule), { ifAbsent: true });
    },
    remove: (id) => arm.remove(id, apiVersion),
  };
}

function bodyOf(rule: AlertRule) {
  const { runs, of } = rule.failing ?? { runs: 1, of: 1 };
  return {
    location: rule.location,
    kind: 'LogAlert',
    tags: { 'created-by': 'watchkeeper' },
    properties: {
      displayName: rule.title,
      description: rule.description,
      severity: rule.severity,
      enabled: true,
      scopes: rule.scopes,
      evaluationFrequency: `PT${rule.everyMinutes}M`,
      windowSize: `PT${rule.windowMinutes}M`,
      criteria: {
        allOf: [
          {
            query: rule.query.text,
            timeAggregation: 'Count',
            operator: 'GreaterThan',
            threshold: rule.moreRowsThan,
            failingPeriods: { numberOfEvaluationPeriods: of, minFailingPeriodsToAlert: runs },
          },
        ],
      },
      autoMitigate: true,
      ...(rule.actionGroups?.length && { actions: { actionGroups: rule.actionGroups } }),
    },
  };
}

const taken = (target: string) =>
  new UpstreamError('Azure Monitor', 'conflict', 'has a rule of this name already', { target });
