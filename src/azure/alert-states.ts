import { bearerTokenAuthenticationPolicy, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline';
import { UpstreamError } from '../errors.ts';
import type { ServiceName } from '../model/origin.ts';
import { type Access, clientOptions, type Work } from './access.ts';
import { ask } from './ask.ts';

/** What a person did about an alert, in one word for both services. */
export type AlertState = 'acknowledged' | 'resolved' | 'reopened';

/** States of alerts at their own services. Nothing here is tried twice: whoever calls decides that. */
export interface AlertStates {
  /**
   * An alert of Azure Monitor (POST .../changestate, Microsoft.AlertsManagement 2019-03-01); the comment is kept in its
   * history. Throws UpstreamError.
   */
  setMonitorAlert(id: string, state: AlertState, comment: string): Promise<void>;
  /** An alert of Defender for Cloud (POST .../inProgress and the like, 2022-01-01), which takes no comment. Throws UpstreamError. */
  setSecurityAlert(id: string, state: AlertState): Promise<void>;
}

const scope = 'https://management.azure.com/.default';
const monitorStates = { acknowledged: 'Acknowledged', resolved: 'Closed', reopened: 'New' } as const;
const securityStates = { acknowledged: 'inProgress', resolved: 'resolve', reopened: 'activate' } as const;

/** Segments that ARM ids are made of, and nothing that could lead elsewhere. */
const segment = String.raw`[\w.()-]*[\w()-]`;
const monitorId = new RegExp(`^(/${segment})*/providers/Microsoft\\.AlertsManagement/alerts/${segment}$`, 'i');
const securityId = new RegExp(
  `^/subscriptions(/${segment})*/providers/Microsoft\\.Security/locations/${segment}/alerts/${segment}$`,
  'i',
);

/** ARM over HTTP: the operations for states are missing in the SDKs, or lack one of them. */
export function connectAlertStates(access: Access): (work: Work) => AlertStates {
  const { httpClient, additionalPolicies } = clientOptions(access);
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: access.credential, scopes: scope }));
  for (const { policy } of additionalPolicies) pipeline.addPolicy(policy);
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return (work) => {
    async function post(service: ServiceName, id: string, path: string, body?: object): Promise<void> {
      await ask({ service, target: id, timeoutMs, once: true, ...work }, async (abortSignal) => {
        const request = createPipelineRequest({
          url: `https://management.azure.com${id}/${path}`,
          method: 'POST',
          abortSignal,
          ...(body && { body: JSON.stringify(body) }),
        });
        if (body) request.headers.set('content-type', 'application/json');
        request.headers.set('accept', 'application/json');
        await pipeline.sendRequest(httpClient, request);
      });
    }
    return {
      async setMonitorAlert(id, state, comment) {
        checkId('Azure Monitor', monitorId, id);
        const query = new URLSearchParams({ 'api-version': '2019-03-01', newState: monitorStates[state] });
        await post('Azure Monitor', id, `changestate?${query}`, { comment: comment.slice(0, 1_000) });
      },
      async setSecurityAlert(id, state) {
        checkId('Defender for Cloud', securityId, id);
        await post('Defender for Cloud', id, `${securityStates[state]}?api-version=2022-01-01`);
      },
    };
  };
}

/** The id came with an alert, from outside: only what can be nothing but an alert's id becomes part of an address. */
function checkId(service: ServiceName, form: RegExp, id: string): void {
  if (id.length > 1_000 || !form.test(id))
    throw new UpstreamError(service, 'malformed', 'gave an id that is not understood');
}
