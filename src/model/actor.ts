/** From least to most powerful; each may do what those before it may. */
export const roles = ['viewer', 'operator', 'approver', 'admin'] as const;

/** One of them. */
export type Role = (typeof roles)[number];

/** Who is asking: what Teams' service vouches for (tenant and object id), and a display name that proves nothing. */
export interface Actor {
  tenantId: string;
  /** Entra object id; authorisation goes by it. */
  objectId: string;
  /** Teams id ("29:..."), for mentions and refresh lists. */
  teamsId: string;
  /** Untrusted: for display and the audit only. */
  name: string;
}
