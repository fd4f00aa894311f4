/** What the services call the fault inside BadArgumentError. */
export type InnerCode = 'SyntaxError' | 'SemanticError' | 'LimitsExceeded' | 'NotSupported';

/** A query that is refused; `code` and `innerCode` are those of Azure's error shape. */
export class KqlError extends Error {
  override name = 'KqlError';
  readonly code = 'BadArgumentError';
  readonly innerCode: InnerCode;
  /** Offset in the text, when it is known. */
  readonly at: number | undefined;

  constructor(innerCode: InnerCode, message: string, at?: number) {
    super(message);
    this.innerCode = innerCode;
    this.at = at;
  }
}

/** A query that Kusto would run and we do not: refused, never answered by half. */
export function unsupported(what: string, at?: number): KqlError {
  return new KqlError('SemanticError', `${what} is not supported here`, at);
}
