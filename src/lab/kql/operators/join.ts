import type { Frame } from '../frame.ts';
import { Groups } from '../groups.ts';
import { KqlError, unsupported } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import { runTable } from '../run-table.ts';
import type { Syntax } from '../syntax.ts';
import { missing, type Row } from '../value.ts';
import { parameter, resultColumns } from './operator.ts';

type Pair = { left: number; right: number };

/** join in all its kinds, where a null key meets a null key; innerunique, the default, keeps one left row for each key. */
export function join(node: Syntax, input: Relation, frame: Frame): Relation {
  const kind = parameter(node, 'kind')?.text ?? 'innerunique';
  const right = runTable(node.child('Expression'), frame);
  const pairs = keyPairs(node.maybe('ConditionClause'), input, right);
  return joined(kind, node, input, right, pairs);
}

/** lookup: leftouter or inner, without the right side's key columns. */
export function lookup(node: Syntax, input: Relation, frame: Frame): Relation {
  const kind = parameter(node, 'kind')?.text ?? 'leftouter';
  const right = runTable(node.child('Expression'), frame);
  const pairs = keyPairs(node.maybe('LookupClause'), input, right);
  const keys = new Set(pairs.map((it) => it.right));
  const kept = right.columns.map((_, index) => index).filter((index) => !keys.has(index));
  const columns = resultColumns(node);
  if (columns.length !== input.columns.length + kept.length) throw unsupported('this lookup', node.start);
  return { columns, rows: matched(kind, input, right, pairs, kept) };
}

function joined(kind: string, node: Syntax, input: Relation, right: Relation, pairs: Pair[]): Relation {
  const columns = resultColumns(node);
  const all = right.columns.map((_, index) => index);
  const left = kind === 'innerunique' ? { ...input, rows: unique(input, pairs) } : input;
  if (/^(left|right)?(anti|semi|antisemi)$/.test(kind)) {
    const flip = kind.startsWith('right');
    const [own, other] = flip ? [right, left] : [left, right];
    const turned = pairs.map((it) => (flip ? it : { left: it.right, right: it.left }));
    const keys = indexed(
      other,
      turned.map((it) => it.left),
    );
    const mine = turned.map((it) => it.right);
    const rows = own.rows.filter(
      (row) => (keys.find(mine.map((it) => row[it] ?? null)) !== undefined) === /^(left|right)?semi$/.test(kind),
    );
    return { columns, rows };
  }
  return { columns, rows: matched(kind === 'innerunique' ? 'inner' : kind, left, right, pairs, all) };
}

function matched(kind: string, left: Relation, right: Relation, pairs: Pair[], kept: number[]): Row[] {
  if (!['inner', 'leftouter', 'rightouter', 'fullouter'].includes(kind)) throw unsupported(`join kind=${kind}`);
  const index = indexed(
    right,
    pairs.map((it) => it.right),
  );
  const used = new Set<Row>();
  const rows: Row[] = [];
  const emptyLeft = left.columns.map((it) => missing(it.type));
  const emptyRight = kept.map((it) => missing(right.columns[it]?.type ?? 'unknown'));
  for (const row of left.rows) {
    const key = pairs.map((it) => row[it.left] ?? null);
    const found = index.find(key);
    for (const other of found ?? []) {
      rows.push([...row, ...kept.map((it) => other[it] ?? null)]);
      if (kind !== 'inner' && kind !== 'leftouter') used.add(other);
    }
    if (!found && (kind === 'leftouter' || kind === 'fullouter')) rows.push([...row, ...emptyRight]);
  }
  if (kind === 'rightouter' || kind === 'fullouter') {
    for (const other of right.rows)
      if (!used.has(other)) rows.push([...emptyLeft, ...kept.map((it) => other[it] ?? null)]);
  }
  return rows;
}

function indexed(relation: Relation, keys: number[]): Groups<Row[]> {
  const index = new Groups<Row[]>(keys.map((it) => relation.columns[it]?.type ?? 'dynamic'));
  for (const row of relation.rows) {
    const key = keys.map((it) => row[it] ?? null);
    index.at(key, () => []).push(row);
  }
  return index;
}

function unique(relation: Relation, pairs: Pair[]): Row[] {
  const seen = new Groups<true>(pairs.map((it) => relation.columns[it.left]?.type ?? 'dynamic'));
  const rows: Row[] = [];
  for (const row of relation.rows) {
    seen.at(
      pairs.map((it) => row[it.left] ?? null),
      () => {
        rows.push(row);
        return true;
      },
    );
  }
  return rows;
}

function keyPairs(clause: Syntax | undefined, left: Relation, right: Relation): Pair[] {
  if (clause?.kind !== 'JoinOnClause') throw unsupported('a join without on', clause?.start);
  return clause
    .list('Expressions')
    .flatMap((it) => conditions(it))
    .map((condition) => {
      const pair =
        condition.kind === 'NameReference' ? { left: condition.name, right: condition.name } : sides(condition);
      const found = { left: place(left, pair.left), right: place(right, pair.right) };
      if (found.left < 0 || found.right < 0)
        throw new KqlError('SemanticError', `join: no column for ${condition.text}`, condition.start);
      return found;
    });
}

function conditions(node: Syntax): Syntax[] {
  return node.kind === 'AndExpression'
    ? [...conditions(node.child('Left')), ...conditions(node.child('Right'))]
    : [node];
}

function place(relation: Relation, name: string | undefined): number {
  return relation.columns.findIndex((it) => it.name === name);
}

function sides(node: Syntax): { left: string | undefined; right: string | undefined } {
  if (node.kind !== 'EqualExpression') throw unsupported(`join on ${node.text}`, node.start);
  const named = new Map([node.child('Left'), node.child('Right')].map((it) => sideOf(it)));
  return { left: named.get('$left'), right: named.get('$right') };
}

function sideOf(node: Syntax): [string, string] {
  if (node.kind !== 'PathExpression') throw unsupported(`join on ${node.text}`, node.start);
  return [node.child('Expression').name, node.child('Selector').name];
}
