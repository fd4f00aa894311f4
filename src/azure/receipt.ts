/** What a service said of a change that it took, for the audit. */
export interface Receipt {
  /**
   * The service's own name of the request: x-ms-correlation-request-id of Azure, by which the Activity Log tells it
   * again; Audit-Id of Kubernetes. Missing where the service gave none.
   */
  correlationId?: string;
}

/** A correlation id as a header has it, when it looks like one: it is shown and logged. */
export function correlationIdIn(header: string | undefined): string | undefined {
  return header && /^[\w-]{8,64}$/.test(header) ? header : undefined;
}

/** The receipt in an answer's headers. */
export function receiptOf(headers: { get(name: string): string | undefined }): Receipt {
  const correlationId = correlationIdIn(headers.get('x-ms-correlation-request-id'));
  return correlationId ? { correlationId } : {};
}
