import type { Column, ScalarType } from './column.ts';
import { language, type Raw } from './language.ts';
import type { TypeName } from './value.ts';

let kinds: Map<number, string> | undefined;

/** A node of the analysed tree; properties have the names of the language service. */
export class Syntax {
  readonly raw: Raw;

  constructor(raw: Raw) {
    this.raw = raw;
  }

  /** Name of the node's kind, such as FilterOperator. */
  get kind(): string {
    kinds ??= new Map(Object.entries(language().Syntax.SyntaxKind).map(([name, number]) => [number, name]));
    return kinds.get(this.raw.Kind as number) ?? 'Unknown';
  }

  /** Offset in the query's text. */
  get start(): number {
    return this.raw.TextStart as number;
  }

  /** The text of the node without the comments and spaces before it. */
  get text(): string {
    return String(this.raw)
      .slice(this.raw.TriviaWidth as number)
      .trim();
  }

  /** A token's text, or its value without quotes and prefixes. */
  get valueText(): string {
    const token = (this.raw.GetFirstToken as () => Raw).call(this.raw);
    return String(token.ValueText ?? token.Text ?? '');
  }

  /** A property that must be there. */
  child(name: string): Syntax {
    const child = this.maybe(name);
    if (!child) throw new Error(`${this.kind} has no ${name}`);
    return child;
  }

  /** A property that may be missing. */
  maybe(name: string): Syntax | undefined {
    const raw = this.raw[name] as Raw | null | undefined;
    return raw ? new Syntax(raw) : undefined;
  }

  /** The node around this one. */
  get parent(): Syntax | undefined {
    const raw = this.raw.Parent as Raw | null | undefined;
    return raw ? new Syntax(raw) : undefined;
  }

  /** The kind of what the pipe around this node, or the node itself, stands in. */
  get enclosing(): string | undefined {
    let outer = this.parent;
    while (outer?.kind === 'PipeExpression') outer = outer.parent;
    return outer?.kind;
  }

  /** Elements of a list property; commas are left out. */
  list(name: string): Syntax[] {
    const raw = this.raw[name] as Raw | null | undefined;
    return raw ? new Syntax(raw).elements() : [];
  }

  /** Children of a list node, unwrapped from their separators. */
  elements(): Syntax[] {
    return this.children().map((it) => {
      const inner = it.raw.Element$1 as Raw | undefined;
      return inner ? new Syntax(inner) : it;
    });
  }

  /** All children in the order of the text. */
  children(): Syntax[] {
    const found: Syntax[] = [];
    const childAt = this.raw.GetChild as (index: number) => Raw | null;
    for (let index = 0; index < (this.raw.ChildCount as number); index++) {
      const child = childAt.call(this.raw, index);
      if (child) found.push(new Syntax(child));
    }
    return found;
  }

  /** The simple name of a reference or declaration. */
  get name(): string {
    return String(this.raw.SimpleName ?? '');
  }

  /** Static type of the expression; tables are unknown. */
  get type(): TypeName {
    const type = this.raw.ResultType as Raw | null | undefined;
    const name = String(type?.Name ?? 'unknown');
    return (name === 'void' ? 'unknown' : name) as TypeName;
  }

  /** Columns of a table or tuple; undefined for scalars. */
  get columns(): Column[] | undefined {
    const type = this.raw.ResultType as Raw | null | undefined;
    const list = type?.Columns as { Count: number; getItem(index: number): Raw } | undefined;
    if (!list || !/Table|Tuple|Group/.test(symbolKind(type))) return undefined;
    return Array.from({ length: list.Count }, (_, index) => {
      const column = list.getItem(index);
      return { name: String(column.Name), type: String((column.Type as Raw).Name) as ScalarType };
    });
  }

  /** What the name was resolved to, such as ColumnSymbol or FunctionSymbol. */
  get symbol(): { kind: string; name: string } | undefined {
    const raw = this.raw.ReferencedSymbol as Raw | null | undefined;
    return raw ? { kind: symbolKind(raw), name: String(raw.Name ?? '') } : undefined;
  }

  /** The column name that Kusto gives an expression without one; empty when it is a running Column1. */
  get resultName(): string {
    return language().Binding.Binder.GetExpressionResultName(this.raw, null, null) ?? '';
  }

  /** The analysed body of a called user function, bound to this call's argument types. */
  get calledBody(): Syntax | undefined {
    const raw = (this.raw.GetCalledFunctionBody as () => Raw | null).call(this.raw);
    return raw ? new Syntax(raw) : undefined;
  }
}

function symbolKind(raw: Raw | null | undefined): string {
  const name = (raw?.constructor as { $$fullname?: string } | undefined)?.$$fullname ?? '';
  return name.split('.').pop() ?? '';
}
