import type { Diagnostic } from './analyse.ts';
import type { Database } from './database.ts';
import type { Dialect } from './frame.ts';
import type { Syntax } from './syntax.ts';

/** Operators of Azure Resource Graph; it has no others. */
const graphOperators = new Set([
  'CountOperator',
  'DistinctOperator',
  'ExtendOperator',
  'JoinOperator',
  'TakeOperator',
  'MvExpandOperator',
  'SortOperator',
  'ParseOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'SummarizeOperator',
  'TopOperator',
  'UnionOperator',
  'FilterOperator',
]);
const graphJoins = new Set(['innerunique', 'inner', 'leftouter', 'fullouter']);
/** What the language service lets through and Azure Monitor does not have. */
const notInAzureMonitor =
  /^(cluster|database|cursor_.*|current_principal.*|extent_.*|external_table|stored_query_result|graph)$/;
const notInAzureMonitorPlugins =
  /^(python|r|sql_request|mysql_request|postgresql_request|cosmosdb_sql_request|http_request.*|azure_digital_twins_query_request)$/;

/** Resource Graph takes table names in any case: the database with the spellings of the text. */
export function spelled(database: Database, text: string, dialect: Dialect): Database {
  if (dialect !== 'resource-graph') return database;
  const tables = new Map(database.tables);
  for (const [name, table] of database.tables) {
    for (const [spelling] of text.matchAll(new RegExp(`\\b${name}\\b`, 'gi')))
      tables.set(spelling, { ...table, name: spelling });
  }
  return { tables };
}

const found = {
  'log-analytics': new WeakMap<object, Diagnostic[]>(),
  'resource-graph': new WeakMap<object, Diagnostic[]>(),
};

/** What the tree uses that the dialect does not have; looked for once in a tree. */
export function dialectFaults(root: Syntax, dialect: Dialect): Diagnostic[] {
  const known = found[dialect].get(root.raw) ?? findFaults(root, dialect);
  found[dialect].set(root.raw, known);
  return known;
}

function findFaults(root: Syntax, dialect: Dialect): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const refuse = (node: Syntax, message: string) => {
    faults.push({ code: 'NotSupported', severity: 'Error', message, start: node.start, length: 0 });
  };
  const counts = { joins: 0 };
  walk(root, (node) => {
    if (/^(AliasStatement|QueryParametersStatement|PatternStatement|RestrictStatement)$/.test(node.kind))
      refuse(node, `${node.kind} is not supported`);
    if (node.kind === 'FunctionCallExpression') {
      const { name } = node.child('Name');
      if (notInAzureMonitor.test(name) || notInAzureMonitorPlugins.test(name))
        refuse(node, `The function ${name}() is not supported`);
    }
    if (node.kind === 'ExternalDataExpression' && dialect === 'resource-graph')
      refuse(node, 'externaldata is not supported');
    if (dialect === 'resource-graph') graphFaults(node, counts, refuse);
  });
  return faults;
}

function graphFaults(node: Syntax, counts: { joins: number }, refuse: (node: Syntax, message: string) => void): void {
  const word = node.text.split(/\s/)[0] ?? '';
  if (node.kind === 'LetStatement') refuse(node, 'let statements are not supported by Azure Resource Graph');
  if (/Operator$/.test(node.kind) && !graphOperators.has(node.kind))
    refuse(node, `The operator ${word} is not supported by Azure Resource Graph`);
  if (node.kind === 'MaterializeExpression' || node.kind === 'DataTableExpression')
    refuse(node, `${word} is not supported by Azure Resource Graph`);
  if (node.kind === 'JoinOperator') {
    const kind = /kind\s*=\s*(\w+)/.exec(node.text.slice(0, 60))?.[1] ?? 'innerunique';
    if (!graphJoins.has(kind)) refuse(node, `join kind=${kind} is not supported by Azure Resource Graph`);
    if (++counts.joins === 4) refuse(node, 'Azure Resource Graph allows at most 3 joins');
  }
  if (node.kind === 'UnionOperator') {
    const piped = node.parent?.kind === 'PipeExpression' && node.parent.child('Operator').raw === node.raw;
    if (node.list('Expressions').length + (piped ? 1 : 0) > 3)
      refuse(node, 'Azure Resource Graph allows at most 3 union legs');
    if (/isfuzzy/.test(node.text)) refuse(node, 'fuzzy unions are not supported by Azure Resource Graph');
  }
  if (node.kind === 'MvExpandOperator') {
    const limit = node.maybe('RowLimitClause')?.child('RowLimit').text;
    if (limit && Number(limit) > 400) refuse(node, 'mv-expand: the row limit is at most 400 in Azure Resource Graph');
  }
}

/** Visits a node and all below it, tokens left out. */
export function walk(node: Syntax, visit: (node: Syntax) => void): void {
  visit(node);
  for (const child of node.children()) if (child.raw.IsToken !== true) walk(child, visit);
}
