import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { PostureReading } from './posture-reading.ts';
import { tolerant } from './tolerant.ts';

/** Built-in policies whose verdicts are read, because the fact itself is in no list of Resource Graph, or to find retired ones. */
export const readPolicies = {
  clusterLogs: '245fc9df-fa96-4414-9a0b-3738c2f7341c',
  batchLogs: '428256e6-1fac-4f48-a757-df34c2b3336d',
  registryFindings: '090c7b07-b4ed-4561-ad20-e9075f3ccaff',
  signedImages: 'cf426bb8-b320-4321-8545-1b784a5df3a4',
  retiredScanner: '5f0f936f-2f01-4bf5-b6be-d423792fa562',
  deprecatedGate: '13cd7ae3-5bc0-4ac4-a62d-4f7c120b9759',
} as const;

/** What Azure Policy says of a resource. */
export interface PolicyState {
  /** "Compliant", "NonCompliant", "Exempt", or another word of its own; undefined where no assigned policy says anything. */
  state?: string;
}

const Row = z.object({ id: z.string(), states: z.array(z.string()), at: z.coerce.date().nullish() });
const worstFirst = ['noncompliant', 'conflict', 'error', 'compliant', 'exempt'];

/**
 * What Azure Policy says of each resource by these policies, where they are assigned: one query for all, once in a run.
 * A policy that is assigned twice speaks by its worst.
 */
export async function policyStates(
  reading: PostureReading,
): Promise<{ of(resourceId: string, policyId: string): Evidence<PolicyState> | Gap }> {
  const { byResource, isCut } = await reading.once("Azure Policy's states", async () => {
    const { rows, truncated } = await reading.azure.graph.query(
      graphKql`policyresources
| where type =~ 'microsoft.policyinsights/policystates'
| where tostring(properties.policyDefinitionName) in~ (${Object.values(readPolicies)})
| extend said = strcat(tolower(tostring(properties.policyDefinitionName)), ' ', tostring(properties.complianceState))
| summarize states = make_set(said), at = max(todatetime(properties.timestamp)) by id = tolower(tostring(properties.resourceId))
| order by id asc`,
      tolerant(Row),
    );
    const known = rows.flatMap(({ row }) => row ?? []);
    // Of a resource whose row is not understood no more is known than of one that was cut off.
    return { byResource: new Map(known.map((it) => [it.id, it])), isCut: truncated || known.length < rows.length };
  });
  return {
    of(resourceId, policyId) {
      const row = byResource.get(resourceId.toLowerCase());
      const states = (row?.states ?? []).flatMap((it) => (it.startsWith(`${policyId} `) ? [it.slice(37)] : []));
      const [state] = states.toSorted((a, b) => rank(a) - rank(b));
      const source = { service: 'Resource Graph' as const, detail: 'policystates' };
      if (state === undefined && !row && isCut) return cutOff;
      return { value: state === undefined ? {} : { state }, source, at: row?.at ?? reading.now };
    },
  };
}

const cutOff: Gap = {
  what: 'what Azure Policy says',
  service: 'Resource Graph',
  why: 'Resource Graph told less of it than there is, or in a form that is not understood.',
  next: 'Look at the resource in Azure Policy.',
};

function rank(state: string): number {
  const at = worstFirst.indexOf(state.toLowerCase());
  return at < 0 ? worstFirst.length : at;
}
