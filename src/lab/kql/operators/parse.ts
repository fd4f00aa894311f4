import { convert, toText } from '../convert.ts';
import { operand } from '../expression.ts';
import { type Frame, rowScope } from '../frame.ts';
import { unsupported } from '../kql-error.ts';
import { kustoRegex } from '../kusto-regex.ts';
import { literalValue } from '../literal.ts';
import type { Match } from '../regex.ts';
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

const NUMBERS: Partial<Record<TypeName, string>> = {
  long: '([-+]?\\d+)',
  int: '([-+]?\\d+)',
  real: '([-+]?\\d+(?:\\.\\d+)?)',
};

/** One expression out of the pattern's texts, columns and stars; which columns it captures. */
function parserOf(node: Syntax): Parser {
  const kind = parameter(node, 'kind')?.text ?? 'simple';
  const flags = parameter(node, 'flags')?.text ?? '';
  if (!['simple', 'relaxed', 'regex'].includes(kind) || /[^iUs]/.test(flags))
    throw unsupported('this form of parse', node.start);
  const parts = node.list('Patterns');
  const names: Parser['names'] = [];
  const places: number[] = [];
  let groups = 0;
  const source = parts.map((part, index) => {
    if (part.kind === 'StarExpression') return '[\\s\\S]*?';
    if (/StringLiteral/.test(part.kind)) {
      const text = String(literalValue(part));
      if (kind !== 'regex') return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      if (flags.includes('U') && /[*+?{]/.test(text))
        throw unsupported('ungreedy expressions of its own in parse', part.start);
      groups += captures(text);
      return text;
    }
    const declaration = part.kind === 'NameAndTypeDeclaration' ? part.child('Name') : part;
    const type = part.kind === 'NameAndTypeDeclaration' ? declaration.type : 'string';
    const next = parts[index + 1];
    if (next && !/StringLiteral|Star/.test(next.kind))
      throw unsupported('two columns without text between them', part.start);
    names.push({ name: declaration.name, type });
    places.push(++groups);
    if (next?.kind === 'StarExpression' && !NUMBERS[type])
      throw unsupported(`a ${type} before a star in parse`, part.start);
    if (kind === 'regex' || next?.kind === 'StarExpression')
      return NUMBERS[type] ?? (flags.includes('U') ? '([\\s\\S]*?)' : '([\\s\\S]*)');
    return '([\\s\\S]*?)';
  });
  const expression = kustoRegex(`^${source.join('')}${kind === 'regex' ? '' : '$'}`, flags.includes('i') ? 'i' : '');
  return { names, match: (text) => values(expression.exec(text), names, places, kind) };
}

function values(found: Match | undefined, names: Parser['names'], places: number[], kind: string) {
  if (!found) return undefined;
  const read = names.map(({ name, type }, index) => ({
    name,
    value: convert(found.groups[places[index] ?? 0] ?? '', 'string', type),
  }));
  return kind === 'simple' && read.some((it) => it.value === null) ? undefined : read;
}

function captures(pattern: string): number {
  return kustoRegex(pattern).groupCount;
}
