import { z } from 'zod';
import { review as reviewChange } from '../remediation/life/review-change.ts';
import { changeAsked } from './change-work/change-asked.ts';
import { changeField, roundField } from './change-work/change-fields.ts';
import { changesOf } from './change-work/changes-configured.ts';
import { shownTo } from './change-work/decide-on-change.ts';
import { personOf } from './change-work/person-of.ts';
import { defineCommand } from './command.ts';

/** Somebody has looked at a change that was made without approval. */
export const review = defineCommand({
  name: 'review',
  synonyms: ['reviewed'],
  usage: 'review <change>',
  summary: 'Says that you have looked at a change that was made without approval.',
  examples: ['review 12'],
  role: 'viewer',
  pressed: 'for who pressed',
  input: z.object({ change: changeField, round: roundField }),
  async run({ change }, context) {
    const { actor, place, signal, requestId } = context;
    await changeAsked(change, context);
    const word = { by: personOf(actor), conversation: place.channelId };
    const it = await reviewChange(changesOf(context), change, word, { signal, requestId });
    return shownTo(it, `Change ${it.number} is reviewed.`, context);
  },
});
