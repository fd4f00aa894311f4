import { z } from 'zod';
import type { SecurityAlertState } from '../../azure/alert-states.ts';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { parseRows } from '../../azure/parse-rows.ts';
import { UserError } from '../../errors.ts';
import type { ChangePlace } from '../../model/remediation.ts';
import { type Action, type ActionCall, defineAction } from '../action.ts';
import { placeIn } from '../kubernetes/cluster-by-id.ts';
import { ranBy } from '../ran-by.ts';

/** What Defender for Cloud calls the states. */
type Status = 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';

const Alert = z
  .object({
    name: z.string().max(300),
    properties: z.object({
      alertDisplayName: z.string(),
      status: z.enum(['Active', 'InProgress', 'Resolved', 'Dismissed']),
      resourceIdentifiers: z.array(z.object({ azureResourceId: z.string().nullish() })).default([]),
    }),
  })
  .transform(({ name, properties: { alertDisplayName: title, status, resourceIdentifiers } }) => ({
    ...{ name, title, status },
    resources: resourceIdentifiers.flatMap(({ azureResourceId }) => azureResourceId ?? []),
  }));

/** Input of all changes of an alert's state. */
export const alertTarget = {
  /** ARM id: /subscriptions/.../providers/Microsoft.Security/locations/{region}/alerts/{name}. */
  alertId: z
    .string()
    .max(1_000)
    .regex(/^\/subscriptions\/.+\/providers\/Microsoft\.Security\/locations\/[^/]+\/alerts\/[^/]+$/i),
};

/** What sets each state, and how it is said. */
const byStatus: Readonly<Record<Status, { action: string; word: string; state: SecurityAlertState }>> = {
  Active: { action: 'activate-alert', word: 'active', state: 'reopened' },
  InProgress: { action: 'start-alert', word: 'in progress', state: 'acknowledged' },
  Resolved: { action: 'resolve-alert', word: 'resolved', state: 'resolved' },
  Dismissed: { action: 'dismiss-alert', word: 'dismissed', state: 'dismissed' },
};

/** So long the service may still tell of the state before. */
const lateMs = 2 * 60_000;

/** Makes an action that brings a Defender alert to a state; it is undone by the action of the state before. */
export function defineAlertState<const Name extends string, Input extends { alertId: string }>(
  status: Status,
  said: { name: Name; title: string; risk: Action['risk']; input: z.ZodType<Input>; reach: string[] },
): Action<Name, Input, { status: Status }> {
  const { word, state } = byStatus[status];
  const { reach, ...head } = said;
  return defineAction<Name, Input, { status: Status }>({
    ...head,
    watch: { forMs: 10 * 60_000, everyMs: 10_000 },
    async plan(azure, { alertId }) {
      const alert = await alertOf(azure, alertId);
      if (alert.status === status) throw new UserError(`The alert "${alert.title}" is ${word} already.`);
      return {
        sentence: `Set the Defender alert "${alert.title}" to ${word}.`,
        place: await placeOf(azure, alert.resources),
        objects: [
          {
            ...{ kind: 'Defender alert', namespace: '', name: alert.name },
            fields: [{ field: 'status', before: alert.status, after: status }],
          },
        ],
        reach,
        before: { status: alert.status },
      };
    },
    run: async (azure, { alertId }) => ranBy(await azure.change.defender.setSecurityAlert(alertId, state)),
    async verify(azure, { alertId }, _, { startedAt, now }) {
      const { status: is } = await alertOf(azure, alertId);
      if (is === status) return { state: 'done', sentence: `Defender for Cloud says that it is ${word}.` };
      const isEarly = now.getTime() - startedAt.getTime() < lateMs;
      return { state: isEarly ? 'pending' : 'failed', sentence: `It is ${byStatus[is].word} there, not ${word}.` };
    },
    undo: ({ alertId }, { before }) => back(alertId, before.status),
  });
}

function back(alertId: string, status: Status): ActionCall {
  const reason = status === 'Dismissed' ? { reason: 'It was dismissed before.' } : {};
  return { action: byStatus[status].action, input: { alertId, ...reason } };
}

async function alertOf({ change }: Azure, id: string) {
  const { body } = await change.arm.get(id, '2022-01-01');
  const [alert] = parseRows('Defender for Cloud', Alert, [body]);
  return alert as z.infer<typeof Alert>;
}

/** The cluster that it is about; an alert about anything else may be about everything. */
async function placeOf(azure: Azure, resources: readonly string[]): Promise<ChangePlace> {
  const ids = new Set(resources.map((it) => it.toLowerCase()));
  const [cluster, another] = (await clustersOf(azure)).filter(({ id }) => ids.has(id.toLowerCase()));
  return cluster && !another ? placeIn(cluster) : {};
}
