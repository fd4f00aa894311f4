import { bindArguments } from './call.ts';
import { convert } from './convert.ts';
import { compile } from './expression.ts';
import { type Frame, noRow } from './frame.ts';
import { keepsOf } from './keeps.ts';
import { KqlError, unsupported } from './kql-error.ts';
import { operators } from './operators/index.ts';
import { filter } from './operators/where.ts';
import type { Relation } from './relation.ts';
import { runBody } from './run-statements.ts';
import { scan } from './scan.ts';
import type { Syntax } from './syntax.ts';
import { box, missing } from './value.ts';

/** What stands before an operator that begins a query: one row without columns. */
const nothing: Relation = { columns: [], rows: [[]] };

/** Runs a tabular expression of the analysed tree; `implicit` is what a subquery's first operator runs over. */
export function runTable(node: Syntax, frame: Frame, implicit: Relation = nothing): Relation {
  switch (node.kind) {
    case 'PipeExpression': {
      const input = filteredTable(node, frame) ?? runTable(node.child('Expression'), frame, implicit);
      return runOperator(node.child('Operator'), input, frame);
    }
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
    case 'ToTableExpression':
      return runTable(node.child('Expression'), frame, implicit);
    case 'NameReference':
      return named(node, frame);
    case 'FunctionCallExpression':
      return called(node, frame);
    case 'DataTableExpression':
      return dataTable(node, frame);
    default:
      if (operators[node.kind]) return runOperator(node, implicit, frame);
      if (!node.columns && node.type !== 'unknown') {
        const value = compile(node, noRow(frame))([], 0, []);
        return { columns: [{ name: '', type: node.type === 'null' ? 'dynamic' : node.type }], rows: [[value]] };
      }
      throw unsupported(`${node.text.slice(0, 80)} (${node.kind})`, node.start);
  }
}

/** The rows of a table that conditions follow at once: the table hears of them, so as to make fewer rows. */
function filteredTable(node: Syntax, frame: Frame): Relation | undefined {
  const conditions: Syntax[] = [];
  let from = node;
  while (from.kind === 'PipeExpression' && from.child('Operator').kind === 'FilterOperator') {
    conditions.push(from.child('Operator').child('Condition'));
    from = from.child('Expression');
  }
  const table =
    from.kind === 'NameReference' && !frame.find(from.name) ? frame.query.database.tables.get(from.name) : undefined;
  if (!table || conditions.length === 0) return undefined;
  const rows = scan(table, frame.query, keepsOf(conditions, table, frame));
  return conditions.length === 1
    ? rows
    : conditions.slice(1).reduceRight((input, condition) => filter(condition, input, frame), rows);
}

function runOperator(node: Syntax, input: Relation, frame: Frame): Relation {
  const run = operators[node.kind];
  if (!run) throw unsupported(`the operator ${node.text.split(/\s/)[0]}`, node.start);
  return run(node, input, frame);
}

function named(node: Syntax, frame: Frame): Relation {
  const binding = frame.find(node.name);
  if (binding?.kind === 'table') return binding.relation();
  if (binding?.kind === 'function')
    return runBody(binding.declaration.child('Body'), bindArguments(binding, [], noRow(frame)));
  if (binding?.kind === 'scalar') {
    const type = binding.type === 'null' || binding.type === 'unknown' ? 'dynamic' : binding.type;
    return { columns: [{ name: node.name, type }], rows: [[binding.value]] };
  }
  const table = frame.query.database.tables.get(node.name);
  if (!table) {
    throw new KqlError(
      'SemanticError',
      `Failed to resolve table or column expression named '${node.name}'`,
      node.start,
    );
  }
  return scan(table, frame.query);
}

function called(node: Syntax, frame: Frame): Relation {
  const name = node.child('Name').name;
  const binding = frame.find(name);
  const given = node.child('ArgumentList').list('Expressions');
  if (binding?.kind === 'function') {
    const inner = bindArguments(binding, given, noRow(frame));
    // A tabular function has no row: its scalar arguments are values.
    for (const [key, it] of inner.names) {
      if (it.kind === 'row') inner.names.set(key, { kind: 'scalar', value: it.evaluate([], 0, []), type: it.type });
    }
    return runBody(node.calledBody ?? binding.declaration.child('Body'), inner);
  }
  if (name === 'materialize' && given[0]) return runTable(given[0], frame);
  if (!node.columns && node.type !== 'unknown') {
    const value = compile(node, noRow(frame))([], 0, []);
    return { columns: [{ name: '', type: node.type === 'null' ? 'dynamic' : node.type }], rows: [[value]] };
  }
  throw unsupported(`the function ${name}()`, node.start);
}

function dataTable(node: Syntax, frame: Frame): Relation {
  const columns = node.columns ?? [];
  const values = node.list('Values');
  if (columns.length === 0 || values.length % columns.length !== 0) {
    throw new KqlError(
      'SemanticError',
      'datatable: the number of values is not a multiple of the number of columns',
      node.start,
    );
  }
  const rows = Array.from({ length: values.length / columns.length }, (_, row) =>
    columns.map((column, index) => {
      const cell = values[row * columns.length + index];
      return cell ? cellValue(cell, column.type, frame) : missing(column.type);
    }),
  );
  return { columns, rows };
}

function cellValue(cell: Syntax, type: Relation['columns'][number]['type'], frame: Frame) {
  const value = compile(cell, noRow(frame))([], 0, []);
  const from = cell.type;
  if (value === null) return missing(type);
  return type === 'dynamic' ? box(value, from) : convert(value, from, type);
}
