import { z } from 'zod';
import { auditCard } from '../cards/audit.ts';
import type { AuditWanted } from '../store/audit-reading.ts';
import { type Context, defineCommand, type Press } from './command.ts';
import { says } from './language/field.ts';
import { auditAsked } from './looking-back/audit-asked.ts';
import { everywhere } from './people/scope.ts';

const verb = 'audit';
const onePage = 8;

/**
 * Who did what here. Of approvers and above: it tells what everybody asked, and who decides on a change must be able to
 * look up what was decided before. Its lines name all clusters, so that who is limited to a place does not see it.
 */
export const audit = defineCommand({
  name: verb,
  synonyms: ['audit log', 'audit trail', 'show audit', 'show the audit'],
  usage: 'audit [@who] [what] [since]',
  summary: 'Who asked, approved and changed what, newest first.',
  examples: ['audit', 'audit silence 24h', 'audit refused'],
  role: 'approver',
  input: z.object({
    asked: z
      .string()
      .min(1)
      .max(200)
      // Said after the verb, these make another one.
      .regex(/^(?!(?:log|trail|verify|export|check|as json)\b)/i)
      .optional()
      .meta(says({ is: 'rest', noun: 'what' })),
    // Of presses alone.
    who: z.string().max(200).optional(),
    what: z.string().max(100).optional(),
    about: z.string().max(200).optional(),
    since: z.iso.datetime().optional(),
    before: z.number().int().min(1).optional(),
  }),
  async run({ asked, since, before, ...pressed }, context) {
    await context.permit(everywhere);
    const wanted: Omit<AuditWanted, 'limit'> = {
      ...given(pressed),
      ...(since !== undefined && { since: new Date(since) }),
      ...(asked === undefined ? {} : await auditAsked(asked, context)),
    };
    const found = await context.store.auditLines.page({
      ...wanted,
      ...(before !== undefined && { before }),
      limit: onePage + 1,
    });
    const lines = found.slice(0, onePage);
    const oldest = found.length > onePage ? lines.at(-1)?.seq : undefined;
    const buttons = await context.buttons(turns(wanted, { oldest, before }));
    return {
      card: auditCard({
        lines,
        filter: filterOf(wanted, lines),
        isOlder: before !== undefined,
        buttons,
        now: context.clock.now(),
      }),
    };
  },
});

function turns(
  wanted: Omit<AuditWanted, 'limit'>,
  at: { oldest?: number | undefined; before?: number | undefined },
): Press[] {
  const input = { ...wanted, ...(wanted.since && { since: wanted.since.toISOString() }) };
  const turn = (title: string, more: object): Press => ({ title, verb, input: { ...input, ...more }, replaces: true });
  return [
    ...(at.oldest === undefined ? [] : [turn('Older', { before: at.oldest })]),
    turn(at.before === undefined ? 'Look again' : 'Newest', {}),
  ];
}

function filterOf(
  { who, what, about, since }: Omit<AuditWanted, 'limit'>,
  lines: readonly { actor: Context['actor'] }[],
): string[] {
  const name = lines.find(({ actor }) => actor.objectId === who)?.actor.name ?? who;
  return [
    ...(name === undefined ? [] : [`by ${name}`]),
    ...(what === undefined ? [] : [what === 'refused:' ? 'refused' : what]),
    ...(about === undefined ? [] : [`"${about}"`]),
    ...(since === undefined ? [] : [`since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`]),
  ];
}

function given<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
