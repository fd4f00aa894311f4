import { convert, toText } from '../convert.ts';
import { operand } from '../expression.ts';
import { type Frame, rowScope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import { literalValue } from '../literal.ts';
import { re2 } from '../regex.ts';
import type { Relation } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { missing, type Row, type TypeName, type Value } from '../value.ts';
import { parameter, resultColumns } from './operator.ts';

interface Parser {
  match(text: string): { name: string; value: Value }[] | undefined;
  names: { name: string; type: TypeName }[];
}

/** parse: columns out of text; a row that does not match keeps empty ones. */
export function parse(node: Syntax, input: Relation, frame: Frame): Relation {
  return parsed(node, input, frame, true);
}

/** parse-where: only the rows that match. */
export function parseWhere(node: Syntax, input: Relation, frame: Frame): Relation {
  return parsed(node, input, frame, false);
}

function parsed(node: Syntax, input: Relation, frame: Frame, keepOthers: boolean): Relation {
  const columns = resultColumns(node);
  const source = operand(node.child('Expression'), rowScope(frame, input));
  const parser = parserOf(node);
  const places = parser.names.map(({ name }) => columns.findIndex((it) => it.name === name));
  const kept = columns.map((it) => input.columns.findIndex((other) => other.name === it.name));
  const rows: Row[] = [];
  input.rows.forEach((row, at, all) => {
    const found = parser.match(toText(source.evaluate(row, at, all), source.type));
    if (!found && !keepOthers) return;
    const made = kept.map((place) => row[place] ?? null);
    places.forEach((place, index) => {
      made[place] = found?.[index]?.value ?? missing(parser.names[index]?.type ?? 'string');
    });
    rows.push(made);
  });
  return { ...input, columns, rows };
}

function parserOf(node: Syntax): Parser {
  const kind = parameter(node, 'kind')?.text ?? 'simple';
  if (kind !== 'simple' && kind !== 'relaxed') throw unsupported(`parse kind=${kind}`, node.start);
  const names: Parser['names'] = [];
  let source = '^';
  let open = false;
  for (const part of node.list('Patterns')) {
    if (part.kind === 'StarExpression') {
      source += '[\\s\\S]*?';
      open = true;
    } else if (/StringLiteral/.test(part.kind)) {
      source += String(literalValue(part)).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      open = false;
    } else {
      if (open && names.length > 0 && source.endsWith(')'))
        throw unsupported('two columns without text between them', part.start);
      const declaration = part.kind === 'NameAndTypeDeclaration' ? part.child('Name') : part;
      names.push({
        name: declaration.name,
        type: part.kind === 'NameAndTypeDeclaration' ? declaration.type : 'string',
      });
      source += '([\\s\\S]*?)';
      open = true;
    }
  }
  const expression = re2(`${source}$`);
  return {
    names,
    match(text) {
      const found = expression.exec(text);
      if (!found) return undefined;
      const values = names.map(({ name, type }, index) => ({
        name,
        value: convert(found[index + 1] ?? '', 'string', type),
      }));
      return kind === 'simple' && values.some((it) => it.value === null) ? undefined : values;
    },
  };
}
