import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Recommendation } from '../../model/defender-view.ts';

const policyPattern = /policyDefinitions\/([0-9a-f-]{36})$/i;

const Row = z
  .object({
    name: z.string(),
    properties: z.object({
      displayName: z.string().nullish(),
      status: z.object({
        code: z.enum(['Healthy', 'Unhealthy', 'NotApplicable']),
        cause: z.string().nullish(),
        statusChangeDate: z.coerce.date().nullish().catch(undefined),
      }),
      metadata: z
        .object({ displayName: z.string().nullish(), policyDefinitionId: z.string().nullish() })
        .nullish()
        .catch(undefined),
    }),
  })
  .transform(({ name, properties: { displayName, status, metadata } }): Recommendation => {
    const policyId = policyPattern.exec(metadata?.policyDefinitionId ?? '')?.[1]?.toLowerCase();
    return {
      ...{ key: name.toLowerCase(), name: displayName ?? metadata?.displayName ?? name, status: status.code },
      ...(status.cause && { cause: status.cause }),
      ...(policyId !== undefined && { policyId }),
      ...(status.statusChangeDate && { changedAt: status.statusChangeDate }),
    };
  })
  .or(z.unknown().transform(() => undefined));

/** Defender's recommendations for one resource, vulnerabilities apart; `unread` are rows of a form that is not known. */
export async function readRecommendations(
  azure: Azure,
  resourceId: string,
): Promise<{ recommendations: Recommendation[]; unread: number }> {
  const { rows } = await azure.graph.query(
    graphKql`securityresources
| where type =~ 'microsoft.security/assessments'
| where id startswith ${`${resourceId}/providers/`}
| where tostring(properties.metadata.recommendationCategory) != 'SoftwareUpdate'
| where tostring(properties.resourceDetails.ResourceType) != '.containerimage'
| project id, name, properties
| order by id asc`,
    Row,
  );
  const recommendations = rows.filter((it) => it !== undefined);
  return { recommendations, unread: rows.length - recommendations.length };
}
