import { compile, type Operand, operand } from './expression.ts';
import { type Evaluate, Frame, noRow, type Scope } from './frame.ts';
import { functions } from './functions/index.ts';
import { unsupported } from './kql-error.ts';
import { bindStatements, runBody } from './run-statements.ts';
import type { Syntax } from './syntax.ts';
import type { Value } from './value.ts';

/** A call of a built-in scalar function or of a function that a let statement declared. */
export function callFunction(node: Syntax, scope: Scope): Evaluate {
  const { name } = node.child('Name');
  const given = node.child('ArgumentList').list('Expressions');
  const binding = scope.frame.find(name);
  if (binding?.kind === 'function') return callDeclared(node, binding, given, scope);
  const build = functions[name] ?? functions[name.toLowerCase()];
  if (!build || node.symbol?.kind !== 'FunctionSymbol') throw unsupported(`the function ${name}()`, node.start);
  const args: Operand[] = given.map((it) => operand(it, scope));
  return build({ args, type: node.type, node, scope });
}

function callDeclared(
  node: Syntax,
  binding: { declaration: Syntax; frame: Frame },
  given: Syntax[],
  scope: Scope,
): Evaluate {
  const body = node.calledBody ?? binding.declaration.child('Body');
  const frame = bindArguments(binding, given, scope);
  bindStatements(body.list('Statements'), frame);
  const result = body.maybe('Expression');
  if (!result) throw unsupported('a function without a result', node.start);
  return compile(result, { frame, columns: new Map(), row: scope.row });
}

/** A frame with a declared function's parameters bound to the arguments of a call. */
export function bindArguments(
  binding: { declaration: Syntax; frame: Frame },
  given: Syntax[],
  scope: Scope,
  skip = 0,
): Frame {
  const frame = new Frame(scope.frame.query, binding.frame);
  const named = new Map(
    given
      .filter((it) => it.kind === 'SimpleNamedExpression')
      .map((it) => [it.child('Name').name, it.child('Expression')]),
  );
  const plain = given.filter((it) => it.kind !== 'SimpleNamedExpression');
  binding.declaration
    .child('Parameters')
    .list('Parameters')
    .forEach((parameter, index) => {
      const declared = parameter.child('NameAndType');
      const name = declared.child('Name').name;
      if (index < skip) return;
      const argument = named.get(name) ?? plain[index - skip];
      const type = declared.child('Name').type;
      if (argument?.columns) {
        frame.names.set(name, { kind: 'table', relation: once(() => runBody(argument, scope.frame)) });
      } else if (argument) {
        const { evaluate, type: found } = operand(argument, scope);
        frame.names.set(name, { kind: 'row', evaluate, type: type === 'unknown' ? found : type, row: scope.row });
      } else {
        const fallback = parameter.child('DefaultValue').child('Value');
        const value: Value = compile(fallback, noRow(binding.frame))([], 0, []);
        frame.names.set(name, { kind: 'scalar', value, type: fallback.type });
      }
    });
  return frame;
}

/** Computes at most once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
