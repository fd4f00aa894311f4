import { z } from 'zod';
import { changeField, reasonField, roundField } from './change-work/change-fields.ts';
import { decideOnChange } from './change-work/decide-on-change.ts';
import { defineCommand } from './command.ts';

/** A proposed change is not made; who proposed it takes it back so. */
export const reject = defineCommand({
  name: 'reject',
  synonyms: ['decline', 'withdraw'],
  usage: 'reject <change> [reason]',
  summary: 'A proposed change is not made; who proposed it withdraws it so.',
  examples: ['reject 12', 'reject 12 not during the sale'],
  role: 'viewer',
  pressed: 'for who pressed',
  input: z.object({ change: changeField, reason: reasonField, round: roundField }),
  run: (said, context) => decideOnChange('rejected', said, context),
});
