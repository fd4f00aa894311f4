import { analyseTree } from '../kql/analyse.ts';
import { walk } from '../kql/dialect.ts';
import type { Database } from '../kql/execute.ts';
import { KqlError } from '../kql/kql-error.ts';
import { TIME } from '../kql/scan.ts';
import type { Syntax } from '../kql/syntax.ts';

/** What a search of a Basic table may not contain, by the kind of its node. */
const refused: Record<string, string> = {
  JoinOperator: 'join',
  FindOperator: 'find',
  SearchOperator: 'search',
  ExternalDataExpression: 'externaldata',
  FunctionDeclaration: 'a function of its own',
};
const MOST_OTHERS = 5;

/** Whether a condition is about the time that the request's span is about. */
function namesTime(node: Syntax): boolean {
  let found = false;
  walk(node, (it) => {
    if (it.kind === 'NameReference' && it.name === TIME) found = true;
  });
  return found;
}

/** Throws KqlError for what Log Analytics refuses about tables of the Basic plan: they are for /search alone, one at a time. */
export function refuseBasicTables(
  text: string,
  database: Database,
  basic: readonly string[],
  { way, span }: { way: 'query' | 'search'; span: { from: Date; to: Date } | undefined },
): void {
  if (basic.length === 0) return;
  const { root, diagnostics } = analyseTree(text, database);
  // What the language service refuses is refused in its words when the query is run.
  if (diagnostics.length > 0) return;
  const named = new Set<string>();
  const lacking = new Set<string>();
  walk(root, (node) => {
    const word = refused[node.kind];
    if (word) lacking.add(word);
    if (node.kind === 'FilterOperator' && namesTime(node)) lacking.add(`a condition on ${TIME}`);
    if (node.kind === 'NameReference' && node.columns && database.tables.has(node.name)) named.add(node.name);
  });
  const mine = [...named].filter((it) => basic.includes(it));
  const [first] = mine;
  if (!first) return;
  if (way === 'query')
    throw new KqlError('SemanticError', `The table '${first}' has the Basic plan: it can only be searched, at /search`);
  if (!span) throw new KqlError('SemanticError', 'A search of a Basic table needs the time span of the request');
  if (mine.length > 1) throw new KqlError('SemanticError', 'A search reads one Basic table');
  const [word] = lacking;
  if (word) throw new KqlError('SemanticError', `A search of a Basic table may not contain ${word}`);
  if (named.size - 1 > MOST_OTHERS)
    throw new KqlError('SemanticError', `A search of a Basic table reads at most ${MOST_OTHERS} other tables`);
}
