/** What is wrong: the query in itself, what it does with the data, or how long it takes. */
export type ErrorType = 'bad_data' | 'execution' | 'timeout';

/** A refusal in Prometheus' words. */
export class PromqlError extends Error {
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string) {
    super(message);
    this.name = 'PromqlError';
    this.errorType = errorType;
  }
}

/** A refusal of the text, with line and column (from one) of an offset. */
export function parseError(text: string, at: number, message: string): PromqlError {
  const before = text.slice(0, at).split('\n');
  return new PromqlError('bad_data', `${before.length}:${(before.at(-1)?.length ?? 0) + 1}: parse error: ${message}`);
}

/** A refusal while the query is computed. */
export const executionError = (message: string): PromqlError => new PromqlError('execution', message);
