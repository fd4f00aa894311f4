import { once } from './call.ts';
import { compile } from './expression.ts';
import { type Frame, noRow } from './frame.ts';
import { unsupported } from './kql-error.ts';
import type { Relation } from './relation.ts';
import { runTable } from './run-table.ts';
import type { Syntax } from './syntax.ts';

/** Binds the let statements in front of a result; other statements are refused. */
export function bindStatements(statements: Syntax[], frame: Frame): void {
  for (const statement of statements) {
    // Without limits on results there is nothing to truncate.
    if (statement.kind === 'SetOptionStatement' && /^set\s+(notruncation|norequesttimeout)\b/.test(statement.text))
      continue;
    if (statement.kind !== 'LetStatement') throw unsupported(`a ${statement.kind}`, statement.start);
    bindLet(statement, frame);
  }
}

function bindLet(statement: Syntax, frame: Frame): void {
  const { name } = statement.child('Name');
  const expression = statement.child('Expression');
  if (expression.kind === 'FunctionDeclaration') {
    frame.names.set(name, { kind: 'function', declaration: expression, frame });
  } else if (expression.columns) {
    frame.names.set(name, { kind: 'table', relation: once(() => runTable(expression, frame)) });
  } else {
    const value = compile(expression, noRow(frame))([], 0, []);
    frame.names.set(name, { kind: 'scalar', value, type: expression.type });
  }
}

/** Runs a tabular expression, or the body of a function that gives one. */
export function runBody(body: Syntax, frame: Frame): Relation {
  if (body.kind !== 'FunctionBody') return runTable(body, frame);
  bindStatements(body.list('Statements'), frame);
  const result = body.maybe('Expression');
  if (!result) throw unsupported('a function without a result', body.start);
  return runTable(result, frame);
}
