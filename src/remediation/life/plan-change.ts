import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../model/remediation.ts';
import type { ActionCall, AnyAction } from '../action.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { ChangeWork } from './change-work.ts';

/** A change that was planned: what it would do by now. */
export interface PlannedChange {
  action: AnyAction;
  input: Record<string, unknown>;
  plan: Plan;
  fingerprint: string;
}

/** Plans a change of the catalogue by its input; throws UserError where there is no such action or input, and what planning throws. */
export async function planChange(
  { action: name, input }: ActionCall,
  azure: Azure,
  { actions, clock }: Pick<ChangeWork, 'actions' | 'clock'>,
): Promise<PlannedChange> {
  const action = actions.get(name);
  if (!action) throw new UserError(`There is no change "${name}". There are ${[...actions.keys()].join(', ')}.`);
  const read = action.input.safeParse(input);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UserError(`"${name}" cannot be done so: ${issue?.path.join('.')} ${issue?.message}.`);
  }
  const plan = await action.plan(azure, read.data, clock.now());
  return { action, input: read.data, plan, fingerprint: fingerprintOf(plan.before) };
}
