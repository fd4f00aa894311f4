/** What somebody did to a resource over ARM, as the Activity Log tells it. */
export interface Activity {
  /** ARM id of the resource. */
  resourceId: string;
  /** "Microsoft.ContainerService/managedClusters/write". */
  operation: string;
  /** A person's user principal name, or the object or application id of an identity; empty when Azure itself did it. */
  caller: string;
  /** "Started", "Accepted", "Succeeded", "Failed". */
  status: string;
  at: Date;
  /** Shared by all that one request brought about; the same as a Receipt's. */
  correlationId: string;
}

/** The Activity Log (Microsoft.Insights/eventtypes/management/values, api-version 2015-04-01): 90 days, minutes behind. */
export interface ActivityLog {
  /**
   * What was done to a resource and what is below it, newest first; the first thousand, and `cut` says that there is
   * more. Throws UpstreamError.
   */
  of(resourceId: string, window: { from: Date; to: Date }): Promise<{ activities: Activity[]; cut: boolean }>;
}
