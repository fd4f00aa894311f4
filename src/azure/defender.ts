import { z } from 'zod';
import { type Access, clientOptions, type Work } from './access.ts';
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
}

const service = 'Defender for Cloud';

const Alert = z
  .object({
    id: z.string(),
    alertDisplayName: z.string(),
    severity: z.enum(['High', 'Medium', 'Low', 'Informational']),
    status: z.enum(['Active', 'InProgress', 'Resolved', 'Dismissed']),
    resourceIdentifiers: z.array(z.looseObject({ azureResourceId: z.string().optional() })).default([]),
    startTimeUtc: z.date().optional(),
    timeGeneratedUtc: z.date(),
  })
  .transform(
    (it): DefenderAlert => ({
      id: it.id,
      title: it.alertDisplayName,
      severity: it.severity,
      status: it.status,
      // An alert about a user or a workspace names no resource; its own id still tells the subscription.
      resourceId: it.resourceIdentifiers.find(({ azureResourceId }) => azureResourceId)?.azureResourceId ?? it.id,
      startTime: it.startTimeUtc ?? it.timeGeneratedUtc,
    }),
  );

/** Defender for Cloud by @azure/arm-security. */
export function connectDefender(access: Access): (work: Work) => Defender {
  const clientOf = oncePer(async (subscriptionId) => {
    const { SecurityCenter } = await import('@azure/arm-security');
    return new SecurityCenter(access.credential, subscriptionId, clientOptions(access));
  });
  const timeoutMs = access.config.requestTimeoutSeconds * 1000;

  return ({ signal, log }) => ({
    async alerts(subscriptionId) {
      const question = {
        service,
        target: `subscription ${subscriptionId}`,
        signal,
        timeoutMs,
        log,
      } as const;
      const found = await ask(question, async (abortSignal) =>
        collect((await clientOf(subscriptionId)).alerts.list({ abortSignal })),
      );
      return parseRows(service, Alert, found);
    },
  });
}
