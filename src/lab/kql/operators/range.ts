import { convert } from '../convert.ts';
import { evaluateOnce } from '../expression.ts';
import { type Frame, noRow } from '../frame.ts';
import { KqlError } from '../kql-error.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { long, type Row } from '../value.ts';
import { resultColumns } from './operator.ts';

/** range: values from, to, by step. */
export function range(node: Syntax, _input: Relation, frame: Frame): Relation {
  const columns = resultColumns(node);
  const type = columns[0]?.type ?? 'long';
  const [from, to, step] = ['From', 'To', 'Step'].map((name) => {
    const part = node.child(name);
    const value = evaluateOnce(part, noRow(frame));
    return type === 'datetime' && name === 'Step' ? value : convert(value, part.type, type);
  });
  if (from === null || to === null || !step)
    throw new KqlError('SemanticError', 'range: the step must not be zero', node.start);
  const rows: Row[] = [];
  const up = (step as number) > 0;
  for (let index = 0; ; index++) {
    const value =
      typeof from === 'bigint' || typeof step === 'bigint'
        ? BigInt(from as number) + BigInt(step as number) * BigInt(index)
        : (from as number) + (step as number) * index;
    if (up ? value > (to as number) : value < (to as number)) break;
    rows.push([type === 'long' || type === 'int' ? long(BigInt(value)) : value]);
    if (rows.length > 5_000_000) throw new KqlError('LimitsExceeded', 'range: too many rows', node.start);
  }
  return { columns, rows, ordered: true };
}
