import { analyseTree } from './analyse.ts';
import type { Column } from './column.ts';
import type { Database } from './database.ts';
import { ticksOf } from './datetime.ts';
import { dialectFaults, spelled } from './dialect.ts';
import { type Dialect, Frame } from './frame.ts';
import { KqlError, unsupported } from './kql-error.ts';
import { bindStatements } from './run-statements.ts';
import { runTable } from './run-table.ts';
import { TIME } from './scan.ts';
import type { Row } from './value.ts';

export { analyse } from './analyse.ts';
export type { Column, ScalarType } from './column.ts';
export type { Cell, Database, TableSource } from './database.ts';
export type { Dialect } from './frame.ts';
export { KqlError } from './kql-error.ts';
export type { Value } from './value.ts';
export { toAzureError, toLogAnalyticsTable, toResourceGraphObjects } from './wire.ts';

/** The rows of a query; cells are in the form that value.ts describes. */
export interface KqlResult {
  columns: Column[];
  rows: Row[];
}

/** What to run, over what, and when. */
export interface KqlRequest {
  text: string;
  database: Database;
  now: Date;
  dialect: Dialect;
  /** Limits rows by TimeGenerated, in Log Analytics alone. */
  timespan?: { from: Date; to: Date };
}

/** Runs a query; throws KqlError for everything that Kusto, the dialect or this interpreter refuses. */
export function executeKql(request: KqlRequest): KqlResult {
  const database = spelled(request.database, request.text, request.dialect);
  const { root, diagnostics } = analyseTree(request.text, database);
  const [fault] = diagnostics;
  if (fault) throw new KqlError(/^KS0/.test(fault.code) ? 'SyntaxError' : 'SemanticError', fault.message, fault.start);
  const [lacking] = dialectFaults(root, request.dialect);
  if (lacking) throw new KqlError('SemanticError', lacking.message, lacking.start);
  const { text, dialect, timespan } = request;
  const statements = root.list('Statements');
  const results = statements.filter((it) => it.kind === 'ExpressionStatement');
  const [result] = results;
  if (!result) throw new KqlError('SyntaxError', 'The query has no result');
  if (results.length > 1 || statements.at(-1) !== result)
    throw unsupported('a query with several results', result.start);
  const needed = neededColumns(text, result.child('Expression').columns ?? []);
  const frame = new Frame({ text, database, dialect, timespan, needed, now: ticksOf(request.now) });
  bindStatements(statements.slice(0, -1), frame);
  const { columns, rows } = runTable(result.child('Expression'), frame);
  return { columns, rows };
}

/** The columns that are named in the text or come out at the end; all where a star, a quoted name or the like may mean any. */
function neededColumns(text: string, result: readonly { name: string }[]): Set<string> | undefined {
  if (/\*|\[\s*['"@]|\bpack_all\b|\bsearch\b/.test(text)) return undefined;
  const names = [...(text.match(/[A-Za-z_]\w*/g) ?? []), ...result.map(({ name }) => name)];
  // A join calls the second of two equal names Name1, a union of two types Name_long.
  return new Set([TIME, ...names.flatMap((it) => [it, it.replace(/\d+$/, ''), it.replace(/_[a-z]+$/, '')])]);
}
