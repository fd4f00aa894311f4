import { convert } from '../convert.ts';
import { evaluateOnce, operand } from '../expression.ts';
import { type Frame, noRow, rowScope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { box, type Row, type TypeName, typeInside, unbox, type Value } from '../value.ts';
import { declaredNames, parameter, parameterNames, resultColumns } from './operator.ts';

/** mv-expand: a row for each element; nothing to expand leaves one row with null. */
export function mvExpand(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const kind = (parameter(node, 'kind') ?? parameter(node, 'bagexpansion'))?.text ?? 'bag';
  const indexName = parameter(node, 'with_itemindex')?.text;
  if (parameterNames(node).some((it) => !['kind', 'bagexpansion', 'with_itemindex'].includes(it)))
    throw unsupported(node.text, node.start);
  const limit = node.maybe('RowLimitClause')?.child('RowLimit');
  // Resource Graph expands 128 elements unless told otherwise.
  const unlimited = frame.query.dialect === 'resource-graph' ? 128 : Number.POSITIVE_INFINITY;
  const most = limit ? Number(evaluateOnce(limit, noRow(frame))) : unlimited;
  const expanded = expansions(node, input, frame, columns);
  const kept = new Map(input.columns.map((it, index) => [it.name, index]));
  const places = columns.map((it) => kept.get(it.name) ?? -1);
  const indexAt = columns.findIndex((it) => it.name === indexName);
  const rows: Row[] = [];
  input.rows.forEach((row, at, all) => {
    const lists = expanded.map((it) => elements(it.evaluate(row, at, all), it.type, kind));
    const length = Math.min(most, Math.max(1, ...lists.map((it) => it.length)));
    for (let index = 0; index < length; index++) {
      const made = places.map((place) => row[place] ?? null);
      expanded.forEach((it, which) => {
        made[it.index] = it.to(lists[which]?.[index] ?? null);
      });
      if (indexAt >= 0) made[indexAt] = index;
      rows.push(made);
    }
  });
  return { ...input, columns, rows };
}

/** What mv-expand and mv-apply expand: the value, the result's place, and the type wanted. */
export function expansions(node: Syntax, input: Relation, frame: Frame, columns: Relation['columns']) {
  const scope = rowScope(frame, input);
  return node.list('Expressions').map((item) => {
    const expression = item.child('Expression');
    const inner = operand(expression, scope);
    const name = declaredNames(expression)[0] ?? autoName(expression);
    const index = columns.findIndex((it) => it.name === name);
    if (index < 0) throw unsupported(item.text, item.start);
    const wanted = columns[index]?.type ?? 'dynamic';
    return { ...inner, index, wanted, to: (value: Value) => typedElement(value, wanted) };
  });
}

function autoName(node: Syntax): string {
  return node.kind === 'NameReference' ? node.name : node.resultName;
}

function typedElement(value: Value, wanted: TypeName): Value {
  if (wanted === 'dynamic') return value;
  const inside = typeInside(value);
  if (inside === 'null') return wanted === 'string' ? '' : null;
  return convert(inside === 'dynamic' ? value : unbox(value), inside, wanted);
}

/** The elements of an array, the single-key bags of a bag, or the value itself. */
export function elements(value: Value, type: TypeName, kind: string): Value[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) {
    return [...value].map(([key, inner]) => (kind === 'array' ? [key, inner] : new Map([[key, inner]])));
  }
  return value === null ? [] : [box(value, type)];
}
