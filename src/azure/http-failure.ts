import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** An answer with a status of 400 and above, or one that is not JSON, before an SDK tries to understand its body. */
export class HttpFailure extends Error {
  override name = 'HttpFailure';
  readonly statusCode: number;
  /** The service's code, where the body has one. */
  readonly code: string | undefined;
  /** Not enumerable: a logger must not print what they hold. Not "response": the SDKs would read that as theirs. */
  declare readonly headers: { get(name: string): string | undefined };

  constructor(statusCode: number, code: string | undefined, headers: { get(name: string): string | undefined }) {
    super(`HTTP ${statusCode}`);
    this.statusCode = statusCode;
    this.code = code;
    Object.defineProperty(this, 'headers', { value: headers, enumerable: false });
  }
}

/**
 * Fails a call by its status and its kind alone. The newer SDKs read the code of an error's body without looking whether there is
 * one, so that a proxy's bare 503 would arrive as a TypeError, without status and Retry-After.
 */
export const failByStatus: PipelinePolicy = {
  name: 'watchkeeperFailByStatus',
  async sendRequest(request, next) {
    const response = await next(request);
    const type = response.headers.get('content-type') ?? 'json';
    const understood = type.includes('json') || !response.bodyAsText;
    // A page in HTML with status 200 would pass for an empty list in the older SDKs.
    if (response.status < 400 && understood) return response;
    throw new HttpFailure(response.status, codeIn(response.bodyAsText), response.headers);
  },
};

function codeIn(body: string | null | undefined): string | undefined {
  // The innermost code says most: BadArgumentError has a SyntaxError or a SemanticError inside.
  return [...(body ?? '').slice(0, 10_000).matchAll(/"code"\s*:\s*"([A-Za-z]\w{0,60})"/g)].at(-1)?.[1];
}
