/** The rolling of a node pool: one node after the other is drained, made anew and let in again. */
export interface PoolRoll {
  pool: string;
  startedAt: Date;
  /** When it was over, or gave up; a time to come while it goes on. */
  endedAt?: Date;
  /** Why it gave up, in AKS's words. */
  failure?: string;
}
