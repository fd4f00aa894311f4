import type { Azure } from '../../../src/azure/azure.ts';
import { catalogue } from '../../../src/commands/people/start-changes.ts';
import type { Plan } from '../../../src/model/remediation.ts';
import type { ActionCall, AnyAction } from '../../../src/remediation/action.ts';

/** An action of the catalogue with its input, as its own schema reads it. */
export function called({ action: name, input }: ActionCall): { action: AnyAction; input: Record<string, unknown> } {
  const action = catalogue.get(name);
  if (!action) throw new Error(`there is no action ${name}`);
  return { action, input: action.input.parse(input) };
}

/** Plans a change; the plan as the store gives it back. */
export async function planned(call: ActionCall, azure: Azure, now = new Date()): Promise<Plan> {
  const { action, input } = called(call);
  return JSON.parse(JSON.stringify(await action.plan(azure, input, now))) as Plan;
}

/** Runs what was planned. */
export function run(call: ActionCall, plan: Plan, azure: Azure, now = new Date()) {
  const { action, input } = called(call);
  return action.run(azure, input, plan, now);
}

/** Looks how far it is, so many milliseconds after the run. */
export function verified(call: ActionCall, plan: Plan, azure: Azure, afterMs = 0) {
  const { action, input } = called(call);
  const now = new Date();
  return action.verify(azure, input, plan, { startedAt: new Date(now.getTime() - afterMs), now });
}

/** Plans, runs and looks at a change, and says what would take it back. */
export async function made(call: ActionCall, azure: Azure) {
  const plan = await planned(call, azure);
  const ran = await run(call, plan, azure);
  const { action, input } = called(call);
  return { plan, ran, verified: await verified(call, plan, azure), undo: action.undo?.(input, plan) };
}
