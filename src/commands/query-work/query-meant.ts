import { UserError } from '../../errors.ts';
import { closest } from '../../model/closest.ts';
import type { SavedQuery } from '../../monitoring/saved-queries/saved-query.ts';
import type { Context } from '../command.ts';
import type { SaidSubject } from '../naming/wanted-subject.ts';
import { savedQueries } from './query-field.ts';

/** What was said of a query and where it is to be asked. */
export interface SaidQuery extends SaidSubject {
  query?: string | undefined;
}

/** Every saved query: those of the settings first, which win over ours of the same name. */
export function allQueries({ queries: own = [] }: Pick<Context, 'queries'>): SavedQuery[] {
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...savedQueries.filter(({ name }) => !names.has(name))];
}

/**
 * The query that was meant, and what was said of the place without its name: the parser knows the names of our own, and
 * takes one of the settings for a workload. Undefined where none was named; throws UserError for a name that none has.
 */
export function queryMeant<Said extends SaidQuery>(
  said: Said,
  context: Pick<Context, 'queries' | 'assumed'>,
): { query: SavedQuery; said: Said } | undefined {
  const all = allQueries(context);
  const named = (name: string | undefined) => all.find((it) => it.name === name?.toLowerCase());
  const ours = named(said.query);
  if (ours) return { query: ours, said };
  const workload = context.assumed.has('workload') ? undefined : said.workload;
  const own = said.query === undefined ? named(workload) : undefined;
  if (own) return { query: own, said: { ...said, workload: undefined } };
  const name = said.query ?? workload;
  if (name === undefined) return undefined;
  const close = closest(
    name,
    all.map((it) => it.name),
  );
  throw new UserError(
    `There is no saved query called "${name}".${close.length > 0 ? ` Did you mean ${close.slice(0, 3).join(' or ')}?` : ''} To see them all, say: saved queries.`,
  );
}
