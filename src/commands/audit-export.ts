import { z } from 'zod';
import { partLength, reportCard } from '../cards/report.ts';
import { auditJson } from '../store/audit-json.ts';
import { defineCommand } from './command.ts';
import { everywhere } from './people/scope.ts';

/** So many of the newest; a card holds no more than a few dozen. */
const most = 50;

/** The newest lines as they are exported; all of them are for the command line, because a chat takes no large file from a bot. */
export const auditExport = defineCommand({
  name: 'audit export',
  synonyms: ['export audit', 'export the audit', 'audit as json'],
  usage: 'audit export',
  summary: 'The newest lines as JSON Lines to copy, and how to get all.',
  examples: ['audit export'],
  role: 'approver',
  touches: 'no cluster',
  input: z.object({}),
  async run(_, { permit, store, clock }) {
    await permit(everywhere);
    const head = await store.auditLines.head();
    const rows = await store.auditLines.from(Math.max(0, (head?.seq ?? 0) - most), most);
    const newest = rows.map((row) => JSON.stringify(auditJson(row))).reverse();
    const lines = newest.slice(0, partLength(newest, 1));
    return {
      card: reportCard({
        title: 'The newest lines of the audit',
        note: `The newest ${lines.length} of ${head?.lines ?? 0} as JSON Lines, newest first. All of them: "npm run audit -s -- export" where the bot runs.`,
        ...{ lines, from: 1, now: clock.now(), next: () => undefined },
      }),
    };
  },
});
