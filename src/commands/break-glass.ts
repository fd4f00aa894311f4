import { z } from 'zod';
import { changeField, reasonField, roundField } from './change-work/change-fields.ts';
import { decideOnChange } from './change-work/decide-on-change.ts';
import { defineCommand } from './command.ts';

/** Makes a change without approval in an emergency, where the policy lets this person; somebody else reviews it later. */
export const breakGlass = defineCommand({
  name: 'break glass',
  synonyms: ['emergency', 'break the glass'],
  usage: 'break glass <change> <reason>',
  summary: 'Makes a change in an emergency without approval; it is reviewed later.',
  examples: ['break glass 12 payments are down'],
  role: 'viewer',
  pressed: 'for who pressed',
  input: z.object({ change: changeField, reason: reasonField, round: roundField }),
  run: (said, context) => decideOnChange('broke-glass', said, context),
});
