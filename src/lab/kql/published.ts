import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Column, type Database, type Dialect, executeKql, KqlError } from './execute.ts';

/** What became of a folder of published queries; `share` is ran / total, `reasons` the counts of refusals by their words. */
export interface PublishedScore {
  ran: number;
  refused: number;
  /** Ended by something else than a refusal: a bug. */
  failed: number;
  total: number;
  share: number;
  reasons: Record<string, number>;
}

const graphColumns: Column[] = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy'].map(
    (name): Column => ({ name, type: 'string' }),
  ),
  ...['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'].map(
    (name): Column => ({ name, type: 'dynamic' }),
  ),
];
const graphTables = [
  'resources',
  'resourcecontainers',
  'securityresources',
  'alertsmanagementresources',
  'policyresources',
];

/**
 * Runs the queries without placeholders of a folder that has an INDEX.tsv (file, tables, placeholders) over empty
 * tables of the columns in `../schema/tables.json`; each runs or is refused with a reason.
 */
export function runPublished(folder: string): PublishedScore {
  const root = dirname(folder);
  const queries = queriesOf(folder);
  const schema = JSON.parse(readFileSync(join(root, 'schema/tables.json'), 'utf8')) as Record<string, Column[]>;
  const workspace = emptyTables(
    workspaceOf(
      schema,
      queries.map((it) => it.text),
    ),
  );
  const graph = emptyTables(Object.fromEntries(graphTables.map((name) => [name, graphColumns])));
  const score: PublishedScore = { ran: 0, refused: 0, failed: 0, total: 0, share: 0, reasons: {} };
  for (const { text, isGraph } of queries) {
    score.total++;
    const reason = isGraph ? refusal(text, graph, 'resource-graph') : refusal(text, workspace, 'log-analytics');
    if (reason === undefined) score.ran++;
    else {
      score[reason.bug ? 'failed' : 'refused']++;
      score.reasons[reason.words] = (score.reasons[reason.words] ?? 0) + 1;
    }
  }
  score.share = score.total === 0 ? 0 : Math.round((score.ran / score.total) * 1000) / 1000;
  return score;
}

function emptyTables(tables: Record<string, Column[]>): Database {
  return {
    tables: new Map(Object.entries(tables).map(([name, columns]) => [name, { name, columns, rows: () => [] }])),
  };
}

/** Columns that every table of a workspace has, and that published column lists leave out. */
const standardColumns: Column[] = [
  { name: 'TenantId', type: 'string' },
  { name: '_TimeReceived', type: 'datetime' },
  { name: '_ResourceId', type: 'string' },
  { name: 'Type', type: 'string' },
];
const suffixes: Record<string, Column['type']> = { s: 'string', d: 'real', b: 'bool', g: 'string', t: 'datetime' };

/** The workspace's tables; AzureDiagnostics has a column for whatever the texts name with one of its suffixes. */
function workspaceOf(tables: Record<string, Column[]>, texts: string[]): Record<string, Column[]> {
  const seen = texts.flatMap((text) => [...text.matchAll(/\b[A-Za-z]\w*_([sdbgt])\b/g)]);
  const named = seen.map(([name, suffix = 's']): Column => ({ name, type: suffixes[suffix] ?? 'string' }));
  return Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => {
      const extra = table === 'AzureDiagnostics' ? [...standardColumns, ...named] : standardColumns;
      return [table, [...new Map([...extra, ...columns].map((it) => [it.name, it])).values()]];
    }),
  );
}

function queriesOf(folder: string): { text: string; isGraph: boolean }[] {
  return readFileSync(join(folder, 'INDEX.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([file = '', tables = '', placeholders = '']) => ({
      path: join(folder, basename(file)),
      tables,
      placeholders,
    }))
    .filter(({ path, placeholders }) => placeholders === '' && existsSync(path))
    .map(({ path, tables }) => ({
      text: readFileSync(path, 'utf8'),
      isGraph: graphTables.includes(tables.split(',')[0]?.toLowerCase() ?? ''),
    }));
}

function refusal(text: string, database: Database, dialect: Dialect): { words: string; bug: boolean } | undefined {
  try {
    executeKql({ text, database, dialect, now: new Date() });
    return undefined;
  } catch (error) {
    return { words: (error as Error).message, bug: !(error instanceof KqlError) };
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(runPublished(process.argv[2] ?? '.'))}\n`);
}
