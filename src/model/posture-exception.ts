/** A risk that somebody accepted for a time: some checks of one resource do not count while it is in force. */
export interface PostureException {
  /** Codes of checks. */
  covers: readonly string[];
  /** ARM id. */
  resourceId: string;
  owner: string;
  reason: string;
  approvedBy: string;
  until: Date;
  /** Number of the change that it is. */
  change: number;
}
