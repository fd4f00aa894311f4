import { SpanStatusCode, trace } from '@opentelemetry/api';
import { destination, type Logger, pino } from 'pino';
import { z } from 'zod';
import { withoutSecrets } from './model/without-secrets.ts';

/** How much is written to the log. */
export const logConfig = z.strictObject({
  level: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe lines that are written.'),
});

export type LogConfig = z.infer<typeof logConfig>;

/** Fields that never reach a log line, wherever an SDK's error hides them. */
const secrets = [
  'authorization',
  'Authorization',
  'password',
  'appPassword',
  'token',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'cookie',
  'secret',
];

const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** JSON lines on standard output, one logger a process; a turn or a job takes a child with its id. */
export function createLogger(config: LogConfig): Logger {
  return pino(
    {
      level: config.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[redacted]' },
      serializers: { error: serializeError, err: serializeError },
    },
    destination({ fd: 1, sync: false }),
  );
}

/** Name, message, stack and causes; never the request and response objects that SDK errors carry. */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? '[not an error]' : String(error).slice(0, 500);
  const { name, message, stack, cause } = error;
  return {
    name,
    message: loggable(message),
    stack: stack && loggable(stack),
    ...(cause !== undefined && depth < 4 && { cause: serializeError(cause, depth + 1) }),
  };
}

/** A "code" in an address may be a function's key or a sign-in's; elsewhere it is a plain word. */
function loggable(text: string): string {
  return withoutSecrets(text).replace(/\bcode=[^\s&"';]+/gi, 'code=[redacted]');
}

const tracer = trace.getTracer('watchkeeper');

/** Runs a piece of work inside an OpenTelemetry span; costs next to nothing while no SDK is registered. */
export function spanned<T>(name: string, attributes: Record<string, string>, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, ...(error instanceof Error && { message: error.name }) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** How long something took, by what it was for: count and sum since the process started. */
export interface Durations {
  add(label: string, ms: number): void;
  /** Prometheus' text format: a summary without quantiles. */
  text(): string;
}

/** Measures under a name that ends in "_seconds"; labels are our own words, and few. */
export function createDurations(name: string): Durations {
  const sums = new Map<string, { count: number; ms: number }>();
  return {
    add(label, ms) {
      const { count, ms: before } = sums.get(label) ?? { count: 0, ms: 0 };
      sums.set(label, { count: count + 1, ms: before + ms });
    },
    text: () =>
      [
        `# TYPE ${name} summary`,
        ...[...sums].flatMap(([label, { count, ms }]) => [
          `${name}_sum{for="${label}"} ${ms / 1000}`,
          `${name}_count{for="${label}"} ${count}`,
        ]),
        '',
      ].join('\n'),
  };
}
