import { z } from 'zod';
import { snoozeUntil } from '../incidents/snooze.ts';
import { defineCommand } from './command.ts';
import { actOn } from './incident-work/act-on.ts';
import { endOf, zoneOf } from './incident-work/end-of.ts';
import { numbersField, timeField } from './incident-work/incident-fields.ts';

/** Has an incident remind and escalate to nobody for a time, unless it gets worse. */
export const snooze = defineCommand({
  name: 'snooze',
  synonyms: ['remind me later'],
  usage: 'snooze <number>... <2h|until 06:00>',
  summary: 'No reminders and calls for a time, unless it gets worse.',
  examples: ['snooze 12 2h', 'snooze 12 until 06:00'],
  role: 'operator',
  input: z.object({ number: numbersField, time: timeField }),
  run({ number, time }, context) {
    const now = context.clock.now();
    return actOn(
      {
        ...{ verb: 'snooze', number, said: { time } },
        what(incident, { config }) {
          const { at, words } = endOf(time, zoneOf(config, incident), now);
          const until = snoozeUntil(at.getTime() - now.getTime(), now);
          return { act: { move: 'snooze', until }, done: `snoozed until ${words}` };
        },
      },
      context,
    );
  },
});
