import type { Database } from './database.ts';
import { dialectFaults, spelled, walk } from './dialect.ts';
import type { Dialect } from './frame.ts';
import { KqlError } from './kql-error.ts';
import { language, type Raw } from './language.ts';
import { Syntax } from './syntax.ts';

/** A fault that Microsoft's language service or the dialect finds in a query. */
export interface Diagnostic {
  code: string;
  severity: string;
  message: string;
  start: number;
  length: number;
}

const MAX_LENGTH = 100_000;
const MAX_NESTING = 60;
/** Literals and comments, whose brackets nest nothing. */
const QUOTED =
  /```[\s\S]*?```|~~~[\s\S]*?~~~|@"[^"\n]*"|@'[^'\n]*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*/g;
/** A schema as the language service has it, and the queries that were analysed against it. */
interface Schema {
  globals: Raw;
  analysed: Map<string, Analysed>;
}

/** A query's tree and its faults; nothing changes a tree once it is made. */
interface Analysed {
  root: Syntax;
  diagnostics: Diagnostic[];
}

/** By the text of the schema: a range makes its tables anew for each query, and their columns stay. */
const schemas = new Map<string, Schema>();
/** The same queries come again and again, and to analyse one takes longer than to run it. */
const mostAnalysed = 50;

/** Analyses a query against a database's tables; the tree is of no use when there are diagnostics. */
export function analyseTree(text: string, database: Database): Analysed {
  refuseHostile(text);
  const { globals, analysed } = schemaOf(database);
  const known = analysed.get(text);
  if (known) return known;
  const made = analyseAnew(text, globals);
  if (analysed.size >= mostAnalysed) analysed.clear();
  analysed.set(text, made);
  return made;
}

function analyseAnew(text: string, globals: Raw): Analysed {
  const code = language().KustoCode.ParseAndAnalyze(text, globals);
  const list = (code.GetDiagnostics as () => { Count: number; getItem(index: number): Raw }).call(code);
  const root = new Syntax(code.Syntax as Raw);
  const diagnostics = Array.from({ length: list.Count }, (_, index) => list.getItem(index))
    .map((it) => ({
      code: String(it.Code),
      severity: String(it.Severity),
      message: String(it.Message),
      start: Number(it.Start),
      length: Number(it.Length),
    }))
    .filter((it) => (it.severity === 'Error' || it.code === '') && !isMistaken(it, text, root));
  return { root, diagnostics };
}

/**
 * What the language service rejects and Kusto runs: count(x), and arrays where it knows a dynamic value to be a bag,
 * or the other way round; to Kusto they are all dynamic, and the answer is null.
 */
function isMistaken({ message, start }: Diagnostic, text: string, root: Syntax): boolean {
  const before = text.slice(0, start);
  if (message === 'A value of type bool expected.') return /\bcount\(\s*$/.test(before);
  if (/^The expression must have (the type string|one of the types: int or long)\.$/.test(message))
    return /[\w)\]]\s*\[\s*$/.test(before);
  if (!/^The expression (value )?must be a dynamic (array|bag)\.$/.test(message)) return false;
  if (!/\b(array_length|array_sum|array_slice|array_reverse|bag_keys)\(\s*$/.test(before)) return false;
  let dynamic = false;
  walk(root, (node) => {
    if (node.start === start && node.type === 'dynamic') dynamic = true;
  });
  return dynamic;
}

/** The parser takes minutes for a few thousand open brackets: length and nesting are bounded before it. */
function refuseHostile(text: string): void {
  if (text.length > MAX_LENGTH) throw new KqlError('SyntaxError', `The query is longer than ${MAX_LENGTH} characters`);
  let depth = 0;
  for (const [bracket] of text.replace(QUOTED, '').matchAll(/[()[\]{}]/g)) {
    depth = /[([{]/.test(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_NESTING) throw new KqlError('SyntaxError', `The query is nested deeper than ${MAX_NESTING} levels`);
  }
  if (/(?:[-+~!]\s*){200}|(?:\bnot\s*\(\s*){60}/.test(text))
    throw new KqlError('SyntaxError', 'The query is nested too deep');
}

function schemaOf(database: Database): Schema {
  const signature = [...database.tables.values()]
    .map(({ name, columns }) => `${name}(${columns.map((it) => `${it.name}:${it.type}`).join()})`)
    .join();
  const known = schemas.get(signature);
  if (known) return known;
  const { Symbols, GlobalState } = language();
  const types: Record<string, string> = {
    string: 'String',
    int: 'Int',
    long: 'Long',
    real: 'Real',
    bool: 'Bool',
    datetime: 'DateTime',
    timespan: 'TimeSpan',
    dynamic: 'Dynamic',
    guid: 'Guid',
    decimal: 'Decimal',
  };
  const tables = [...database.tables.values()].map(
    (table) =>
      new Symbols.TableSymbol.$ctor4(
        table.name,
        table.columns.map(
          (it) =>
            new Symbols.ColumnSymbol(it.name, Symbols.ScalarTypes[types[it.type] ?? 'Dynamic'], null, null, null, null),
        ),
      ),
  );
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('db', tables));
  if (schemas.size > 20) schemas.clear();
  const schema: Schema = { globals, analysed: new Map() };
  schemas.set(signature, schema);
  return schema;
}

/** Every fault of a query: those of the language service, else what the dialect lacks. Empty when it may run. */
export function analyse(text: string, database: Database, dialect: Dialect): Diagnostic[] {
  try {
    const { root, diagnostics } = analyseTree(text, spelled(database, text, dialect));
    return diagnostics.length > 0 ? diagnostics : dialectFaults(root, dialect);
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    return [{ code: error.innerCode, severity: 'Error', message: error.message, start: error.at ?? 0, length: 0 }];
  }
}
