import { z } from 'zod';
import { withoutSecrets } from '../model/without-secrets.ts';
import { proposeUndo } from '../remediation/life/undo-change.ts';
import { changeAsked } from './change-work/change-asked.ts';
import { changeField, reasonField } from './change-work/change-fields.ts';
import { changesOf } from './change-work/changes-configured.ts';
import { personOf } from './change-work/person-of.ts';
import { proposed } from './change-work/proposed.ts';
import { defineCommand } from './command.ts';
import { permitPlace } from './incident-work/place-of-incident.ts';

/** Proposes the change that takes another one back. */
export const undo = defineCommand({
  name: 'undo',
  synonyms: [],
  usage: 'undo <change> [reason]',
  summary: 'Proposes the change that takes another one back.',
  examples: ['undo 12'],
  role: 'operator',
  input: z.object({ change: changeField, reason: reasonField }),
  doing: ({ change }) => `Planning how to undo change ${String(change)}`,
  async run({ change, reason }, context) {
    const { actor, place, azure, signal, requestId } = context;
    await changeAsked(change, context);
    const work = changesOf(context);
    const by = {
      ...{ asker: personOf(actor), conversation: place.channelId, requestId },
      ...(place.threadRootId !== undefined && { thread: place.conversationId }),
      ...(reason !== undefined && { reason: withoutSecrets(reason) }),
    };
    return proposed(
      await proposeUndo(work, change, by, azure, { signal, permit: (where) => permitPlace(where, context) }),
      context,
    );
  },
});
