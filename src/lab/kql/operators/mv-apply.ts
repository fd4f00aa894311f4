import { evaluateOnce } from '../expression.ts';
import { Frame, noRow } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import { runTable } from '../run-table.ts';
import type { Syntax } from '../syntax.ts';
import type { Row } from '../value.ts';
import { elements, expansions } from './mv-expand.ts';
import { declaredNames, parameter, resultColumns } from './operator.ts';

/** mv-apply: expands each row and runs the subquery over its elements alone. */
export function mvApply(node: Syntax, input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const index = parameter(node, 'with_itemindex')?.text;
  const limit = node.maybe('RowLimitClause')?.child('RowLimit');
  const most = limit ? Number(evaluateOnce(limit, noRow(frame))) : Number.POSITIVE_INFINITY;
  if (node.maybe('ContextIdClause')) throw unsupported('mv-apply ... id', node.start);
  const inner = innerColumns(node, input, index);
  const expanded = expansions(node, input, frame, inner);
  const subquery = node.child('Subquery').child('Expression');
  const kept = new Map(input.columns.map((it, place) => [it.name, place]));
  const rows: Row[] = [];
  input.rows.forEach((row, at, all) => {
    const lists = expanded.map((it) => elements(it.evaluate(row, at, all), it.type, 'bag'));
    const length = Math.min(most, Math.max(0, ...lists.map((it) => it.length)));
    const expandedRows = Array.from({ length }, (_, item) => {
      const made = inner.map((it) => (it.name === index ? item : (row[kept.get(it.name) ?? -1] ?? null)));
      expanded.forEach((it, which) => {
        made[it.index] = it.to(lists[which]?.[item] ?? null);
      });
      return made;
    });
    const result = runTable(subquery, new Frame(frame.query, frame), {
      columns: inner,
      rows: expandedRows,
      ordered: true,
    });
    const own = new Map(result.columns.map((it, place) => [it.name, place]));
    const places = columns.map((it) => ({ own: own.get(it.name), kept: kept.get(it.name) ?? -1 }));
    for (const it of result.rows) {
      rows.push(places.map((place) => (place.own === undefined ? row[place.kept] : it[place.own]) ?? null));
    }
  });
  return { columns, rows };
}

/** What the subquery sees: the row's columns, with the expanded ones in their wanted types. */
function innerColumns(node: Syntax, input: Relation, index: string | undefined): Relation['columns'] {
  const columns = input.columns.map((it) => ({ ...it }));
  for (const item of node.list('Expressions')) {
    const expression = item.child('Expression');
    const name =
      declaredNames(expression)[0] ?? (expression.kind === 'NameReference' ? expression.name : expression.resultName);
    const wanted = item.maybe('ToTypeOf')?.child('TypeOf').list('Types')[0]?.text;
    const type = (wanted ?? 'dynamic') as Relation['columns'][number]['type'];
    const known = columns.find((it) => it.name === name);
    if (known) known.type = type;
    else columns.push({ name, type });
  }
  if (index) columns.push({ name: index, type: 'long' });
  return columns;
}
