import type { Column } from '../column.ts';
import type { Frame } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import { runTable } from '../run-table.ts';
import { scan } from '../scan.ts';
import type { Syntax } from '../syntax.ts';
import { missing, type Row } from '../value.ts';
import { mayNarrow, parameter, parameterNames, resultColumns } from './operator.ts';

/** union: outer by default; columns are matched by name and type, as the language service names them. */
export function union(node: Syntax, input: Relation, frame: Frame): Relation {
  let columns = resultColumns(node);
  const source = parameter(node, 'withsource') ?? parameter(node, 'with_source');
  const unknown = parameterNames(node).filter((it) => !['withsource', 'with_source', 'kind', 'isfuzzy'].includes(it));
  if (unknown.length > 0) throw unsupported(`union ${unknown.join()}`, node.start);
  const fuzzy = parameter(node, 'isfuzzy')?.text === 'true';
  const piped = input.columns.length > 0 ? [{ name: 'union_arg0', table: input }] : [];
  const legs = node.list('Expressions').flatMap((it, index) => legsOf(it, index + piped.length, frame, fuzzy));
  legs.unshift(...piped);
  if (parameter(node, 'kind')?.text === 'inner') {
    // The language service gives an inner union the columns of an outer one.
    const common = columns.filter(
      (it) => it.name === source?.text || legs.every(({ table }) => placeOf(table, it, columns) >= 0),
    );
    if (common.length < columns.length && !mayNarrow(node))
      throw unsupported('union kind=inner of different columns before such an operator', node.start);
    columns = common;
  }
  const rows: Row[] = [];
  for (const { name, table } of legs) {
    const places = columns.map((column) => placeOf(table, column, columns));
    const sourceAt = source ? columns.findIndex((it) => it.name === source.text) : -1;
    for (const row of table.rows) {
      rows.push(
        columns.map((column, index) =>
          index === sourceAt ? name : (row[places[index] ?? -1] ?? missing(column.type)),
        ),
      );
    }
  }
  return { columns, rows };
}

interface Leg {
  name: string;
  table: Relation;
}

/** One leg, or every table that a wildcard names; a fuzzy union passes over tables that are not there. */
function legsOf(node: Syntax, index: number, frame: Frame, fuzzy: boolean): Leg[] {
  const { tables } = frame.query.database;
  if (node.kind === 'NameReference' && node.name.includes('*')) {
    const pattern = new RegExp(`^${node.name.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`);
    return [...tables.values()]
      .filter((it) => pattern.test(it.name))
      .map((it) => ({ name: it.name, table: scan(it, frame.query) }));
  }
  if (fuzzy && isMissing(node, frame)) return [];
  return [{ name: nameOf(node, index, frame), table: runTable(node, frame) }];
}

/** Whether the table that an expression begins with is not there. */
function isMissing(node: Syntax, frame: Frame): boolean {
  let from = node;
  while (from.kind === 'PipeExpression' || from.kind === 'ParenthesizedExpression') from = from.child('Expression');
  return from.kind === 'NameReference' && !frame.find(from.name) && !frame.query.database.tables.has(from.name);
}

/** Tables, views and what `as` names have a name; other expressions, those of let included, are numbered. */
function nameOf(node: Syntax, index: number, frame: Frame): string {
  const bare = node.kind === 'ParenthesizedExpression' ? node.child('Expression') : node;
  const last = bare.kind === 'PipeExpression' ? bare.child('Operator') : bare;
  if (last.kind === 'AsOperator') return last.child('Name').name;
  const binding = bare.kind === 'NameReference' ? frame.find(bare.name) : undefined;
  const named = binding ? binding.kind === 'function' && /^view\b/.test(binding.declaration.text) : true;
  return bare.kind === 'NameReference' && named ? bare.name : `union_arg${index}`;
}

function placeOf(table: Relation, column: Column, all: Column[]): number {
  const exact = table.columns.findIndex((it) => it.name === column.name);
  if (exact >= 0) return table.columns[exact]?.type === column.type ? exact : -1;
  // Columns of one name and several types are called name_type.
  const suffix = `_${column.type}`;
  if (!column.name.endsWith(suffix)) return -1;
  const bare = column.name.slice(0, -suffix.length);
  if (all.some((it) => it.name === bare)) return -1;
  return table.columns.findIndex((it) => it.name === bare && it.type === column.type);
}
