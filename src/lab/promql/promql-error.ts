/** A refusal in Prometheus' words: 'bad_data' is a query that is wrong in itself, 'execution' one that fails on the data. */
export class PromqlError extends Error {
  readonly errorType: 'bad_data' | 'execution';

  constructor(errorType: 'bad_data' | 'execution', message: string) {
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
