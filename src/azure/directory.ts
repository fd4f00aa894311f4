import { bearerTokenAuthenticationPolicy, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';
import { HttpFailure } from './http-failure.ts';
import { jsonOf } from './json-of.ts';
import { parseRows } from './parse-rows.ts';

/** Who is in which group of Entra ID (Microsoft Graph, POST /v1.0/users/{id}/checkMemberGroups). */
export interface Directory {
  /**
   * Those of the groups (object ids) that a person is in, directly or through other groups, in lower case. Twenty groups
   * a request, one request after the other. Throws UpstreamError: 'not-found' for a person, or a group, that is not there.
   */
  groupsOf(objectId: string, groups: readonly string[]): Promise<string[]>;
}

const service = 'Microsoft Graph';
const scope = 'https://graph.microsoft.com/.default';
/** Microsoft Graph takes no more in one request. */
const groupsPerRequest = 20;

const Answer = z.object({ value: z.array(z.string()) });

/** Microsoft Graph over HTTP: one operation is not worth an SDK. */
export function connectDirectory(access: Access): (work: Work) => Directory {
  const { httpClient, additionalPolicies } = clientOptions(access);
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: access.credential, scopes: scope }));
  for (const { policy } of additionalPolicies) pipeline.addPolicy(policy);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return (work) => ({
    async groupsOf(objectId, groups) {
      const target = 'Microsoft Graph';
      const found: string[] = [];
      // One after the other: when the first one fails, the rest is not asked for.
      for (let at = 0; at < groups.length; at += groupsPerRequest) {
        const groupIds = groups.slice(at, at + groupsPerRequest).map((id) => id.toLowerCase());
        const body = await ask({ service, target, timeoutMs, ...work }, async (abortSignal) => {
          const request = createPipelineRequest({
            url: `https://graph.microsoft.com/v1.0/users/${encodeURIComponent(objectId)}/checkMemberGroups`,
            method: 'POST',
            body: JSON.stringify({ groupIds }),
            abortSignal,
          });
          request.headers.set('content-type', 'application/json');
          request.headers.set('accept', 'application/json');
          try {
            return (await pipeline.sendRequest(httpClient, request)).bodyAsText ?? '';
          } catch (error) {
            throw notThere(error);
          }
        });
        const [answer] = parseRows(service, Answer, [jsonOf(service, body, target)]);
        const named = new Set(answer?.value.map((id) => id.toLowerCase()));
        found.push(...groupIds.filter((id) => named.has(id)));
      }
      return found;
    },
  });
}

/** Microsoft Graph does not say which of them it has not: it is no answer that the person is in none. */
function notThere(error: unknown): unknown {
  if (!(error instanceof HttpFailure) || error.statusCode !== 404) return error;
  const target = 'each group of my configuration';
  return new UpstreamError(service, 'not-found', 'does not know the person, or one of the groups (404)', {
    ...{ status: 404, target, cause: error },
  });
}
