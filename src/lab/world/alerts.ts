import type { Cluster, Pod } from './estate.ts';

/** A Defender for Cloud alert. */
export interface SecurityAlert {
  name: string;
  cluster: Cluster;
  type: string;
  title: string;
  description: string;
  severity: 'High' | 'Medium' | 'Low' | 'Informational';
  status: 'Active' | 'InProgress' | 'Resolved' | 'Dismissed';
  intent: string;
  startTime: Date;
  pod?: Pod;
  steps: string[];
}

/** An alert that an Azure Monitor rule fired. */
export interface MonitorAlert {
  id: string;
  /** Name of the rule. */
  name: string;
  cluster: Cluster;
  severity: 'Sev0' | 'Sev1' | 'Sev2' | 'Sev3' | 'Sev4';
  condition: 'Fired' | 'Resolved';
  /** A rule that resolves nothing that it fired; without it a rule over metrics, which does. */
  statelessBy?: 'log search' | 'activity log';
  /** What people did about it, with what they said; New without it. */
  state?: { is: 'New' | 'Acknowledged' | 'Closed'; comment: string };
  startTime: Date;
  description: string;
  /** Of the series that its rule fired on, where the range knows it. */
  labels?: Readonly<Record<string, string>>;
}
