import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDatetime } from './datetime.ts';
import { type Column, executeKql, KqlError } from './execute.ts';
import { parseJson } from './json.ts';
import { parseTimespan } from './timespan.ts';
import type { Row, Value } from './value.ts';
import { plain } from './wire.ts';

/** A query with what Kusto answered. */
export interface ConformanceCase {
  id: string;
  query: string;
  expected: { columns: { name: string; type: string }[]; rows: unknown[][] };
  core: boolean;
  nondeterministic: boolean;
}

/** How many cases ended how. */
export interface Score {
  passed: number;
  failed: number;
  refused: number;
  total: number;
}

/** What became of one case: refused is honest, failed is a wrong answer. */
export interface Outcome {
  verdict: 'passed' | 'failed' | 'refused';
  why?: string;
}

/** Runs one case and compares names, types (int = long) and cells. */
export function runCase({ query, expected }: Pick<ConformanceCase, 'query' | 'expected'>): Outcome {
  let result: { columns: Column[]; rows: readonly Row[] };
  try {
    result = executeKql({ text: query, database: { tables: new Map() }, now: new Date(), dialect: 'log-analytics' });
  } catch (error) {
    if (error instanceof KqlError) return { verdict: 'refused', why: error.message };
    return { verdict: 'failed', why: `bug: ${(error as Error).stack}` };
  }
  const ordered = /\|\s*(sort|order|top)\s[^|]*$/.test(query);
  const why = difference(result, expected, ordered);
  return why === undefined ? { verdict: 'passed' } : { verdict: 'failed', why };
}

/** Runs a query that Kusto refuses: refusing it is right. */
export function runRejected(query: string): Outcome {
  try {
    executeKql({ text: query, database: { tables: new Map() }, now: new Date(), dialect: 'log-analytics' });
  } catch (error) {
    if (error instanceof KqlError) return { verdict: 'passed', why: error.message };
    return { verdict: 'failed', why: `bug: ${(error as Error).stack}` };
  }
  return { verdict: 'failed', why: 'was answered' };
}

function difference(
  result: { columns: Column[]; rows: readonly Row[] },
  expected: ConformanceCase['expected'],
  ordered: boolean,
): string | undefined {
  const shape = (columns: readonly { name: string; type: string }[]) =>
    columns.map((it) => `${it.name}:${folded(it.type)}`).join();
  if (shape(result.columns) !== shape(expected.columns))
    return `columns ${shape(result.columns)} for ${shape(expected.columns)}`;
  // The recorded answers keep at most so many rows; more rows of ours than theirs is told apart by the first ones.
  const mine = result.rows.map((row) =>
    result.columns.map((it, index) => normal(plain(row[index] ?? null, it.type), it.type)),
  );
  const theirs = expected.rows.map((row) => expected.columns.map((it, index) => normal(row[index] ?? null, it.type)));
  if (mine.length < theirs.length || (mine.length > theirs.length && theirs.length !== 8))
    return `${mine.length} rows for ${theirs.length}`;
  if (same(mine.slice(0, theirs.length), theirs)) return undefined;
  if (ordered) return `the order of rows, or one of ${JSON.stringify(mine.slice(0, 4))}`;
  const left = [...mine];
  for (const row of theirs) {
    const found = left.findIndex((it) => same(it, row));
    if (found < 0) return `no row ${JSON.stringify(row)} in ${JSON.stringify(left.slice(0, 4))}`;
    left.splice(found, 1);
  }
  return undefined;
}

function folded(type: string): string {
  return type === 'int' ? 'long' : type === 'decimal' ? 'real' : type;
}

/** A cell in one form on both sides: ticks as text, JSON text of dynamics parsed. */
function normal(cell: unknown, type: string): unknown {
  if (cell === null || cell === undefined) return type === 'string' ? '' : null;
  if (type === 'datetime' && typeof cell === 'string') return String(parseDatetime(cell));
  if (type === 'timespan' && typeof cell === 'string') return String(parseTimespan(cell));
  if (type === 'decimal' || type === 'real') return typeof cell === 'string' && /\d/.test(cell) ? Number(cell) : cell;
  if (type === 'bool' && typeof cell === 'number') return cell !== 0;
  if (type === 'dynamic' && typeof cell === 'string') {
    const parsed: Value | undefined = parseJson(cell);
    return parsed === undefined ? cell : plain(parsed, 'dynamic');
  }
  if (typeof cell === 'object' && 'rawJSON' in cell) return Number(cell.rawJSON);
  return cell;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((it, index) => same(it, b[index]));
  if (a && b && typeof a === 'object' && typeof b === 'object') {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => same(Reflect.get(a, key), Reflect.get(b, key)));
  }
  if (typeof a === 'string' && typeof b === 'string' && a !== b) {
    const times = [parseDatetime(a), parseDatetime(b)];
    return times[0] !== undefined && /T|-/.test(a) && times[0] === times[1];
  }
  return a === b;
}

/** Runs every *.json of a folder; rejected.json holds query texts. */
export function runFolder(folder: string): Score & { core: Score } {
  const all: Score = { passed: 0, failed: 0, refused: 0, total: 0 };
  const core: Score = { ...all };
  const add = (score: Score, { verdict }: Outcome) => {
    score[verdict]++;
    score.total++;
  };
  for (const file of readdirSync(folder)
    .filter((it) => it.endsWith('.json'))
    .sort()) {
    const cases = JSON.parse(readFileSync(join(folder, file), 'utf8')) as (ConformanceCase | string)[];
    for (const it of cases) {
      const outcome = typeof it === 'string' ? runRejected(it) : runCase(it);
      add(all, outcome);
      if (typeof it !== 'string' && it.core && !it.nondeterministic) add(core, outcome);
    }
  }
  return { ...all, core };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(runFolder(process.argv[2] ?? '.'))}\n`);
}
