import { z } from 'zod';
import { type Access, clientOptions, trimmed, type Work } from './access.ts';
import { ask } from './ask.ts';
import { collect } from './collect.ts';
import { oncePer } from './once.ts';
import { parseRows } from './parse-rows.ts';

/** A Defender for Cloud alert, reduced to what we show. */
export interface DefenderAlert {
  id: string;
  title: string;
  severity: 'High' | 'Medium' | 'Low' | 'Informational';
  status: 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';
  /** ARM id of the resource that it is about. */
  resourceId: string;
  startTime: Date;
}

/** Microsoft.Security alerts of a subscription (api-version 2021-11-01 and later), paged to the end. */
export interface Defender {
  alerts(subscriptionId: string): Promise<DefenderAlert[]>;
  /** The same as they come, for who reads more of them: each has an ARM id and properties. */
  alertRows(subscriptionId: string): Promise<DefenderRow[]>;
}

/** An alert as ARM gives it. */
export type DefenderRow = z.infer<typeof Row>;

const Row = z.looseObject({ id: z.string(), properties: z.looseObject({}) });

const service = 'Defender for Cloud';

const Alert = z
  .object({
    id: z.string(),
    properties: z.object({
      alertDisplayName: z.string(),
      severity: z.enum(['High', 'Medium', 'Low', 'Informational']),
      status: z.enum(['Active', 'InProgress', 'Resolved', 'Dismissed']),
      resourceIdentifiers: z.array(z.object({ azureResourceId: z.string().nullish() })).default([]),
      startTimeUtc: z.coerce.date().optional(),
      timeGeneratedUtc: z.coerce.date(),
    }),
  })
  .transform(
    ({ id, properties: it }): DefenderAlert => ({
      id,
      title: it.alertDisplayName,
      severity: it.severity,
      status: it.status,
      // An alert about a user or a workspace names no resource; its own id still tells the subscription.
      resourceId: it.resourceIdentifiers.find(({ azureResourceId }) => azureResourceId)?.azureResourceId ?? id,
      startTime: it.startTimeUtc ?? it.timeGeneratedUtc,
    }),
  );

/** Defender for Cloud by @azure/arm-security. */
export function connectDefender(access: Access): (work: Work) => Defender {
  const clientOf = oncePer(async (subscriptionId) => {
    const { SecurityCenter } = await import('@azure/arm-security');
    return trimmed(new SecurityCenter(access.credential, subscriptionId, clientOptions(access)));
  });
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return ({ signal, log }) => {
    async function rows(subscriptionId: string): Promise<unknown[]> {
      const question = {
        service,
        target: `subscription ${subscriptionId}`,
        signal,
        timeoutMs,
        log,
      } as const;
      const pages = await ask(question, async (abortSignal) => {
        const { alerts } = await clientOf(subscriptionId);
        // As they are in the body: the generated reader takes ten times as long, and the rows are checked here anyway.
        return collect(alerts.list({ abortSignal, requestOptions: { shouldDeserialize: false } }).byPage());
      });
      return pages.flat();
    }
    return {
      alerts: async (subscriptionId) => parseRows(service, Alert, await rows(subscriptionId)),
      alertRows: async (subscriptionId) => parseRows(service, Row, await rows(subscriptionId)),
    };
  };
}
