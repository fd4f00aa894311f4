import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient, Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Logger } from 'pino';
import type { AzureConfig } from './azure-config.ts';
import { createHttpClient } from './http-client.ts';
import { failByStatus } from './http-failure.ts';
import type { Transport } from './transport.ts';

/** What every gateway needs to reach its service. */
export interface Access {
  credential: TokenCredential;
  transport: Transport;
  config: AzureConfig;
  log: Logger;
}

/** A piece of work that gateways are asked for: its deadline, and the log that carries its id. */
export interface Work {
  signal: AbortSignal;
  log: Logger;
}

/** One for the process: it keeps the connections. */
const ownClient = createHttpClient();

/** Options that all Azure SDK clients share; `ask` does the retries, so that they end with the deadline. */
export function clientOptions(access: Access): {
  httpClient: HttpClient;
  retryOptions: { maxRetries: number };
  userAgentOptions: { userAgentPrefix: string };
  additionalPolicies: { policy: PipelinePolicy; position: 'perCall' }[];
} {
  return {
    httpClient: access.transport.httpClient ?? ownClient,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'watchkeeper' },
    additionalPolicies: [{ policy: failByStatus, position: 'perCall' }],
  };
}

/** What takes a step of every request and does nothing for one of ours: no forms, no spans of the SDKs, no retries. */
const needless = [
  'defaultRetryPolicy',
  'formDataPolicy',
  'logPolicy',
  'multipartPolicy',
  'tracingPolicy',
  'wrapAbortSignalLikePolicy',
];

/** The same client, without the steps of its pipeline that are needless here. */
export function trimmed<Client extends { pipeline: Pipeline }>(client: Client): Client {
  for (const name of needless) client.pipeline.removePolicy({ name });
  return client;
}
