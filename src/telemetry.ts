import { SpanStatusCode, trace } from '@opentelemetry/api';
import { destination, type Logger, pino } from 'pino';
import { z } from 'zod';

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
    message: withoutSecrets(message),
    stack: stack && withoutSecrets(stack),
    ...(cause !== undefined && depth < 4 && { cause: serializeError(cause, depth + 1) }),
  };
}

/** Bearer tokens, keys in URLs and passwords that found their way into a message. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[redacted]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [redacted]')
    .replace(
      /\b(sig|code|token|password|secret|client_secret|accountkey|sharedaccesskey)=[^\s&"';]+/gi,
      '$1=[redacted]',
    );
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
