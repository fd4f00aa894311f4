import { z } from 'zod';
import { postureChangesCard } from '../cards/posture-changes.ts';
import { changesSince, lastDayBefore } from '../security/posture/changes.ts';
import { estatePosture } from '../security/posture/estate-posture.ts';
import { defineCommand } from './command.ts';
import { readingGap } from './posture-work/of-estate.ts';
import { filterText, postureFilterFields, resourceField } from './posture-work/posture-fields.ts';
import { postureMeant } from './posture-work/posture-meant.ts';
import { postureSeen } from './posture-work/posture-seen.ts';
import { beginReading } from './posture-work/posture-settings.ts';

const verb = 'posture changes';
const mostRows = 8;

/** What got worse, better or new in the posture since the last stored day. */
export const postureChanges = defineCommand({
  name: verb,
  synonyms: [
    ...['what changed in posture', 'what changed in the posture', 'what changed in our posture'],
    ...[
      'posture diff',
      'changes in posture',
      'changes of posture',
      'posture changed',
      'what got worse',
      'posture since yesterday',
    ],
  ],
  usage: 'posture changes [<cluster|registry|resource>] [environment=<name>] [owner=<name>]',
  summary: 'What got worse, better or new in the posture since the last stored day.',
  examples: ['posture changes', 'what changed in posture'],
  role: 'viewer',
  isLedTo: true,
  input: z.object({ ...postureFilterFields, resource: resourceField }),
  async run(said, context) {
    const { store, clock, buttons } = context;
    const seen = await postureSeen(context);
    const { named, resources, filter } = await postureMeant(said, seen, context);
    const posture = await estatePosture(beginReading(context), store, named.length > 0 ? named : resources);
    const now = clock.now();
    const day = lastDayBefore(posture.days, now);
    const changes = day && changesSince(day.at, posture.findings, posture.kept);
    const rows = changes ? [changes.worse, changes.better].flatMap((its) => its.slice(0, mostRows)) : [];
    const prepared = await buttons([
      ...rows.map(({ resource, practice }) => ({
        title: 'Show',
        verb: 'posture',
        input: { resourceId: resource.id, practice },
      })),
      { title: 'The posture', verb: 'posture', input: { ...filter } },
      { title: 'Look again', verb, input: said, replaces: true },
    ]);
    return {
      card: postureChangesCard({
        ...{ changes, now, limited: seen.limited },
        filter: [filterText(filter), ...named.slice(0, 1).map(({ name }) => name)].filter((it) => it !== '').join(' '),
        buttonOf: (finding) => prepared[rows.indexOf(finding)],
        gaps: [...seen.gaps, readingGap(posture)],
        buttons: prepared.slice(rows.length),
      }),
    };
  },
});
