import { z } from 'zod';
import { partLength, reportCard } from '../cards/report.ts';
import { reportOf } from '../incidents/report.ts';
import { defineCommand } from './command.ts';
import { incidentAsked, whichIncident } from './incident-work/asked-incidents.ts';
import { configured } from './incident-work/configured.ts';
import { numberField } from './incident-work/incident-fields.ts';

/** A post-incident report in Markdown, to be copied. */
export const exportReport = defineCommand({
  name: 'export',
  synonyms: ['report', 'post mortem', 'postmortem', 'incident report', 'export incident'],
  usage: 'export <number>',
  summary: 'A post-incident report in Markdown, to copy.',
  examples: ['export 12', 'report of 12'],
  role: 'viewer',
  input: z.object({
    number: numberField,
    // Of presses alone.
    from: z.number().int().min(1).optional(),
  }),
  async run({ number, from = 1 }, context) {
    if (number === undefined) return whichIncident('export', {}, context);
    const incident = await incidentAsked(number, context);
    const { incidents } = (await configured(context)).store;
    const [alerts, story] = await Promise.all([incidents.alertsOf(number), incidents.linesOf(number)]);
    const now = context.clock.now();
    const lines = reportOf(incident, alerts, story, now);
    const next = Math.min(from, lines.length) + partLength(lines, Math.min(from, lines.length));
    const [button] =
      next > lines.length
        ? []
        : await context.buttons([{ title: 'Next part', verb: 'export', input: { number, from: next } }]);
    return {
      card: reportCard({
        ...{ title: `Report of incident #${number}`, lines, now, from: Math.min(from, lines.length) },
        next: () => button,
      }),
    };
  },
});
