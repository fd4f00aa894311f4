import type { Column } from './column.ts';
import { formatDatetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { formatJson } from './json.ts';
import type { KqlError } from './kql-error.ts';
import { formatTimespan } from './timespan.ts';
import { Instant, type Row, Span, type TypeName, type Value } from './value.ts';

/** A table as the Log Analytics query API writes it (POST /v1/workspaces/{id}/query). */
export interface LogAnalyticsTable {
  name: string;
  columns: { name: string; type: string }[];
  rows: unknown[][];
}

/** The table of a result; dynamic cells are JSON text, datetimes ISO text with as many digits as needed. */
export function toLogAnalyticsTable(result: { columns: Column[]; rows: readonly Row[] }): LogAnalyticsTable {
  return {
    name: 'PrimaryResult',
    columns: result.columns.map(({ name, type }) => ({ name, type })),
    rows: result.rows.map((row) =>
      result.columns.map(({ type }, index) => {
        const value = row[index] ?? null;
        return type === 'dynamic'
          ? value === null
            ? null
            : typeof value === 'string'
              ? value
              : formatJson(value)
          : plain(value, type);
      }),
    ),
  };
}

/** Rows as Resource Graph's objectArray: dynamic cells are JSON itself. */
export function toResourceGraphObjects(result: { columns: Column[]; rows: readonly Row[] }): Record<string, unknown>[] {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map(({ name, type }, index) => [name, plain(row[index] ?? null, type)])),
  );
}

/** A cell as a JSON value; longs beyond 2^53 keep their digits when the whole is stringified. */
export function plain(value: Value, type: TypeName): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (type === 'datetime') return shortDatetime(value as bigint);
  if (type === 'timespan') return formatTimespan(value as bigint);
  if (typeof value === 'bigint') return integer(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value instanceof Decimal) return String(value);
  if (value instanceof Instant) return shortDatetime(value.ticks);
  if (value instanceof Span) return formatTimespan(value.ticks);
  if (Array.isArray(value)) return value.map((it) => plain(it, 'dynamic'));
  return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner, 'dynamic')]));
}

function integer(value: bigint): unknown {
  const small = Number(value);
  if (Number.isSafeInteger(small)) return small;
  return (JSON as typeof JSON & { rawJSON(text: string): unknown }).rawJSON(String(value));
}

function shortDatetime(ticks: bigint): string {
  return formatDatetime(ticks).replace(/\.?0+Z$/, 'Z');
}

/** The error body of both services for a query that was refused. */
export function toAzureError(error: KqlError): { error: Record<string, unknown> } {
  const syntax = error.innerCode === 'SyntaxError';
  return {
    error: {
      message: 'The request had some invalid properties',
      code: error.code,
      innererror: {
        code: error.innerCode,
        message: syntax ? 'A recognition error occurred in the query.' : 'A semantic error occurred.',
        innererror: {
          code: syntax ? 'SYN0002' : 'SEM0100',
          message: error.message,
          ...(error.at === undefined ? {} : { line: 1, pos: error.at }),
        },
      },
    },
  };
}
