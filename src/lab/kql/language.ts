import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createContext, Script } from 'node:vm';

/** An object of Microsoft's language service; it is a Bridge.NET script without types that hold in strict mode. */
export interface Raw {
  [property: string]: unknown;
}

/** A constructor of the language service. */
export type RawConstructor = new (...given: unknown[]) => Raw;

/** The names of the language service that are used here. */
export interface Language {
  GlobalState: { Default: { WithDatabase(database: Raw): Raw } };
  KustoCode: { ParseAndAnalyze(text: string, globals: Raw): Raw };
  Binding: { Binder: { GetExpressionResultName(expression: Raw, fallback: null, row: null): string | null } };
  Syntax: { SyntaxKind: Record<string, number> };
  Functions: Record<'Ceiling' | 'DatetimeDiff' | 'JaccardIndex', { Signatures: { getItem(index: number): Raw } }>;
  Symbols: {
    ColumnSymbol: RawConstructor;
    DatabaseSymbol: { ctor: RawConstructor };
    TableSymbol: { $ctor4: RawConstructor };
    ScalarTypes: Record<string, Raw>;
  };
}

/** The kinds of return type that a signature states itself, and that a function of it computes. */
const [DECLARED, CUSTOM] = [0, 2];

let loaded: Language | undefined;

/** Loads @kusto/language-service-next once, in a context of its own: `require` would write to globalThis. */
export function language(): Language {
  loaded ??= load();
  return loaded;
}

function load(): Language {
  const folder = dirname(createRequire(import.meta.url).resolve('@kusto/language-service-next/package.json'));
  const context = createContext({});
  for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
    new Script(readFileSync(join(folder, file), 'utf8'), { filename: file }).runInContext(context);
  }
  return corrected((context.Kusto as { Language: Language }).Language);
}

/** What Kusto gives another type than the language service: a ceiling is a real, whatever it is of, and so are weeks and likeness. */
function corrected(service: Language): Language {
  const { Real, Long } = service.Symbols.ScalarTypes;
  for (const real of ['Ceiling', 'JaccardIndex'] as const) {
    const signature = service.Functions[real].Signatures.getItem(0);
    signature.ReturnKind = DECLARED;
    signature._returnType = Real;
  }
  const difference = service.Functions.DatetimeDiff.Signatures.getItem(0);
  difference.ReturnKind = CUSTOM;
  difference.CustomReturnType = (context: { GetArgument$1(name: string): Raw | null }) =>
    /^['"]week['"]$/i.test(String(context.GetArgument$1('part')).trim()) ? Real : Long;
  return service;
}
