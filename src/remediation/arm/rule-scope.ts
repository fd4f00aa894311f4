import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { graphKql } from '../../azure/kql.ts';
import { UserError } from '../../errors.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import { placeIn } from '../kubernetes/cluster-by-id.ts';

const Workspace = z.object({ id: z.string(), name: z.string(), location: z.string() });

/** What a rule asks: where it is, in Azure and for the policy. */
export interface RuleScope {
  id: string;
  name: string;
  location: string;
  place: ChangePlace;
}

/** The cluster or workspace by its ARM id, among those that the identity can read; a workspace's place is everywhere. */
export async function ruleScope(azure: Azure, id: string): Promise<RuleScope> {
  const cluster = (await clustersOf(azure)).find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (cluster) return { id: cluster.id, name: cluster.name, location: cluster.location, place: placeIn(cluster) };
  const query = graphKql`resources
    | where type =~ 'microsoft.operationalinsights/workspaces' and id =~ ${id}
    | project id, name, location`;
  const [workspace] = (await azure.graph.query(query, Workspace)).rows;
  if (!workspace) throw new UserError('There is no such cluster or Log Analytics workspace that the bot can see.');
  return { ...workspace, place: {} };
}

/** ARM id of a rule beside what it asks: in the same resource group. */
export function ruleIdBeside(scopeId: string, name: string): string {
  return `${scopeId.replace(/\/providers\/.*$/i, '')}/providers/Microsoft.Insights/scheduledQueryRules/${name}`;
}
