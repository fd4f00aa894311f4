import { parseDuration } from '../../model/time/duration.ts';
import type { AuditWanted } from '../../store/audit-reading.ts';
import type { Context } from '../command.ts';
import { timeWithin } from '../language/orders/time-said.ts';

/** Which lines of the audit a person means: "@Ann silence 24h", "refused since 2026-11-20", "payments-api". */
export async function auditAsked(
  said: string,
  { clock, commands, mentioned }: Pick<Context, 'clock' | 'commands' | 'mentioned'>,
): Promise<Omit<AuditWanted, 'limit'>> {
  const { since, rest } = sinceSaid(said, clock.now());
  const all = rest === '' ? [] : await mentioned();
  const [person] = all.filter(({ name }) => rest.toLowerCase().includes(name.toLowerCase()));
  const others = person ? without(rest, person.name) : rest;
  const verbs = ['refused', ...commands.map(({ name }) => name)].sort((a, b) => b.length - a.length);
  const verb = verbs.find((it) => it === others.toLowerCase());
  return {
    ...(since && { since }),
    // A guest has no account here: his name is all there is.
    ...(person && { who: person.objectId ?? person.name }),
    ...(verb !== undefined && { what: verb === 'refused' ? 'refused:' : verb }),
    ...(verb === undefined && others !== '' && { about: others }),
  };
}

/** Takes the time out of what was said: a length ("24h", "the last 2 days") or a day ("since 2026-11-20", in UTC). */
export function sinceSaid(said: string, now: Date): { since?: Date; rest: string } {
  const text = said.trim().replace(/\s+/g, ' ');
  const day = /(?:^|\s)(?:since|from|after)\s+(\d{4}-\d\d-\d\d)(?=$|\s)/i.exec(text);
  const at = day?.[1] === undefined ? undefined : new Date(`${day[1]}T00:00:00Z`);
  if (day && at && !Number.isNaN(at.getTime())) return { since: at, rest: tidy(text.replace(day[0], ' ')) };
  const length = timeWithin(` ${text}`);
  const ms = length && parseDuration(length.value);
  if (!length || ms === undefined) return { rest: tidy(text) };
  return { since: new Date(now.getTime() - ms), rest: tidy(length.rest) };
}

function without(text: string, name: string): string {
  const from = text.toLowerCase().indexOf(name.toLowerCase());
  return tidy(`${text.slice(0, from)} ${text.slice(from + name.length)}`);
}

/** Words that only join what was said. */
function tidy(text: string): string {
  return text
    .replace(/(?:^|(?<=\s))(?:since|(?:in|over|for|of)?\s?(?:the\s)?(?:last|past)|by|of|from|about)(?=\s|$)/gi, ' ')
    .replace(/[@,;:!?.]+(?=\s|$)|(?<=^|\s)@/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
