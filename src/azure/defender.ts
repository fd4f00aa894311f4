/** A Defender for Cloud alert, reduced to what we show. */
export interface DefenderAlert {
  id: string;
  title: string;
  severity: 'High' | 'Medium' | 'Low' | 'Informational';
  status: 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';
  /** ARM id of the resource that it is about. */
  resourceId: string;
  startTime: Date;
}

/** Microsoft.Security alerts of a subscription (api-version 2021-11-01 and later), paged to the end. */
export interface Defender {
  alerts(subscriptionId: string): Promise<DefenderAlert[]>;
}
