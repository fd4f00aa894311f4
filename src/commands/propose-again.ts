import { z } from 'zod';
import type { ChangePlace } from '../model/remediation.ts';
import { proposeAgain as again } from '../remediation/life/propose-again.ts';
import { changeAsked } from './change-work/change-asked.ts';
import { changeField } from './change-work/change-fields.ts';
import { changesOf } from './change-work/changes-configured.ts';
import { shownTo } from './change-work/decide-on-change.ts';
import { personOf } from './change-work/person-of.ts';
import { defineCommand } from './command.ts';
import { permitPlace } from './incident-work/place-of-incident.ts';

/** Asks anew for a change that was not run because the world had changed. */
export const proposeAgain = defineCommand({
  name: 'propose again',
  synonyms: ['propose anew'],
  usage: 'propose again <change>',
  summary: 'Asks anew for a change that was not run because the world had changed.',
  examples: ['propose again 12'],
  role: 'operator',
  pressed: 'for who pressed',
  input: z.object({ change: changeField }),
  async run({ change }, context) {
    const { actor, place, azure, signal, requestId } = context;
    await changeAsked(change, context);
    const work = changesOf(context);
    const by = personOf(actor);
    const permit = (where: ChangePlace) => permitPlace(where, context);
    const o = { by, conversation: place.channelId, requestId, azure, signal, permit };
    const it = await again(work, change, o);
    return shownTo(it, `Change ${it.number} is proposed anew.`, context);
  },
});
