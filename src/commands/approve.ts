import { z } from 'zod';
import { changeField, reasonField, roundField } from './change-work/change-fields.ts';
import { decideOnChange } from './change-work/decide-on-change.ts';
import { defineCommand } from './command.ts';

/** Lets a proposed change be made, as far as the policy lets this person decide. */
export const approve = defineCommand({
  name: 'approve',
  synonyms: [],
  usage: 'approve <change> [reason]',
  summary: 'Lets a proposed change be made; it runs once all its approvals stand.',
  examples: ['approve 12', 'approve 12 looks right'],
  // Whom the policy names may decide, whatever his role; the decision itself asks the policy.
  role: 'viewer',
  pressed: 'for who pressed',
  input: z.object({ change: changeField, reason: reasonField, round: roundField }),
  run: (said, context) => decideOnChange('approved', said, context),
});
