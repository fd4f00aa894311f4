/** A write as an API server's audit log has it: who did what to which object, and the answer. */
export interface Audit {
  at: Date;
  /** Who asked, as the API server knows it: an object id of Entra ID. */
  user: string;
  userAgent: string;
  verb: 'create' | 'update' | 'patch' | 'delete';
  uri: string;
  object: { resource: string; namespace?: string; name: string; apiGroup?: string; subresource?: string };
  code: number;
  /** What was sent, as JSON. */
  request?: unknown;
}
