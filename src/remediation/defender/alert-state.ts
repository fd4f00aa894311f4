import { z } from 'zod';
import type { SecurityAlertState } from '../../azure/alert-states.ts';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { parseRows } from '../../azure/parse-rows.ts';
import { createQueryLimit } from '../../azure/query-limit.ts';
import type { Receipt } from '../../azure/receipt.ts';
import { UpstreamError, UserError } from '../../errors.ts';
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

const id = z
  .string()
  .max(1_000)
  .regex(/^\/subscriptions\/.+\/providers\/Microsoft\.Security\/locations\/[^/]+\/alerts\/[^/]+$/i);

/** So many alerts of an attack are changed together. */
export const mostAlerts = 40;

/** Input of all changes of an alert's state. */
export const alertTarget = {
  /** ARM id: /subscriptions/.../providers/Microsoft.Security/locations/{region}/alerts/{name}. */
  alertId: id,
  /** Further alerts that are brought to the same state: those of one attack. */
  others: z
    .array(id)
    .max(mostAlerts - 1)
    .optional(),
};

/** What one change is about. */
interface Target {
  alertId: string;
  others?: string[] | undefined;
}

/** What the alerts were: the first one, and by their ids the others. */
interface Before {
  status: Status;
  others?: Record<string, Status>;
}

/** What sets each state, and how it is said. */
const byStatus: Readonly<Record<Status, { action: string; word: string; state: SecurityAlertState }>> = {
  Active: { action: 'activate-alert', word: 'active', state: 'reopened' },
  InProgress: { action: 'start-alert', word: 'in progress', state: 'acknowledged' },
  Resolved: { action: 'resolve-alert', word: 'resolved', state: 'resolved' },
  Dismissed: { action: 'dismiss-alert', word: 'dismissed', state: 'dismissed' },
};

const atOnce = 8;
/** So long the service may still tell of the state before. */
const lateMs = 2 * 60_000;

/** Makes an action that brings Defender alerts to a state; it is undone by the action of the state before. */
export function defineAlertState<const Name extends string, Input extends Target>(
  status: Status,
  said: { name: Name; title: string; risk: Action['risk']; input: z.ZodType<Input>; reach: string[] },
): Action<Name, Input, Before> {
  const { word, state } = byStatus[status];
  const { reach, ...head } = said;
  return defineAction<Name, Input, Before>({
    ...head,
    watch: { forMs: 10 * 60_000, everyMs: 10_000 },
    async plan(azure, input) {
      const alerts = await alertsOf(azure, idsOf(input));
      const [first] = alerts as [Found];
      const moved = alerts.filter((it) => it.status !== status);
      if (moved.length === 0) throw new UserError(alreadySaid(alerts, word));
      return {
        sentence: planSaid(moved, word),
        place: await placeOf(
          azure,
          moved.flatMap(({ resources }) => resources),
        ),
        objects: moved.map(({ name, status: before }) => ({
          ...{ kind: 'Defender alert', namespace: '', name },
          fields: [{ field: 'status', before, after: status }],
        })),
        reach,
        ...(new Set(moved.map((it) => it.status)).size > 1 && {
          final: 'They are not all in the same state now: each is taken back by itself.',
        }),
        before: {
          status: first.status,
          ...(alerts.length > 1 && { others: Object.fromEntries(alerts.slice(1).map((it) => [it.id, it.status])) }),
        },
      };
    },
    async run(azure, input, { before }) {
      let receipt: Receipt = {};
      for (const [n, { id: it }] of movedBy(input, before, status).entries()) {
        receipt = await setState(azure, it, { state, isFirst: n === 0 });
      }
      return ranBy(receipt);
    },
    async verify(azure, input, { before }, { startedAt, now }) {
      const moved = await alertsOf(
        azure,
        movedBy(input, before, status).map((it) => it.id),
      );
      const there = moved.filter((it) => it.status === status).length;
      if (there === moved.length)
        return {
          state: 'done',
          sentence: `Defender for Cloud says that ${there === 1 ? 'it is' : `all ${there} are`} ${word}.`,
        };
      const isEarly = now.getTime() - startedAt.getTime() < lateMs;
      const [one] = moved;
      const sentence =
        moved.length === 1 && one
          ? `It is ${byStatus[one.status].word} there, not ${word}.`
          : `${there} of ${moved.length} are ${word} there.`;
      return { state: isEarly ? 'pending' : 'failed', sentence, ...(!isEarly && there > 0 && { partly: true }) };
    },
    undo(input, { before }) {
      const moved = movedBy(input, before, status);
      const [one] = moved;
      return one && moved.every((it) => it.status === one.status)
        ? back(
            moved.map((it) => it.id),
            one.status,
          )
        : undefined;
    },
  });
}

function idsOf({ alertId, others = [] }: Target): string[] {
  return [...new Map([alertId, ...others].map((it) => [it.toLowerCase(), it])).values()];
}

/** Those that the change moves, with what they were. */
function movedBy({ alertId }: Target, { status, others = {} }: Before, to: Status): { id: string; status: Status }[] {
  return [{ id: alertId, status }, ...Object.entries(others).map(([it, was]) => ({ id: it, status: was }))].filter(
    (it) => it.status !== to,
  );
}

/** Once one is changed, nothing that comes after is "nothing was changed": it is looked up. */
async function setState(
  { change }: Azure,
  alertId: string,
  { state, isFirst }: { state: SecurityAlertState; isFirst: boolean },
): Promise<Receipt> {
  try {
    return await change.defender.setSecurityAlert(alertId, state);
  } catch (error) {
    if (isFirst || !(error instanceof UpstreamError)) throw error;
    const { service, reason, message, status, role, correlationId } = error;
    throw new UpstreamError(service, reason, message, {
      status,
      role,
      correlationId,
      outcomeUnknown: true,
      cause: error,
    });
  }
}

function planSaid(moved: readonly Found[], word: string): string {
  const [first] = moved;
  const name = `"${first?.title ?? ''}"`;
  if (moved.length === 1) return `Set the Defender alert ${name} to ${word}.`;
  return `Set ${moved.length} Defender alerts to ${word}: ${name} and ${moved.length - 1} more.`;
}

function alreadySaid(alerts: readonly Found[], word: string): string {
  const [first] = alerts;
  return alerts.length === 1
    ? `The alert "${first?.title ?? ''}" is ${word} already.`
    : `All ${alerts.length} alerts are ${word} already.`;
}

function back([alertId = '', ...others]: readonly string[], status: Status): ActionCall {
  const reason = status === 'Dismissed' ? { reason: 'It was dismissed before.' } : {};
  return { action: byStatus[status].action, input: { alertId, ...(others.length > 0 && { others }), ...reason } };
}

type Found = z.infer<typeof Alert> & { id: string };

async function alertsOf(azure: Azure, ids: readonly string[]): Promise<Found[]> {
  const limit = createQueryLimit(atOnce);
  const whole = new AbortController().signal;
  return Promise.all(ids.map((it) => limit.run(whole, async () => ({ ...(await alertOf(azure, it)), id: it }))));
}

async function alertOf({ change }: Azure, alertId: string) {
  const { body } = await change.arm.get(alertId, '2022-01-01');
  const [alert] = parseRows('Defender for Cloud', Alert, [body]);
  return alert as z.infer<typeof Alert>;
}

/** The cluster that it is about; an alert about anything else may be about everything. */
async function placeOf(azure: Azure, resources: readonly string[]): Promise<ChangePlace> {
  const ids = new Set(resources.map((it) => it.toLowerCase()));
  const [cluster, another] = (await clustersOf(azure)).filter(({ id }) => ids.has(id.toLowerCase()));
  return cluster && !another ? placeIn(cluster) : {};
}
