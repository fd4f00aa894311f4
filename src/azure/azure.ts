import type { Logger } from 'pino';
import type { ActivityLog } from './activity-log.ts';
import type { Aks } from './aks.ts';
import type { AlertStates } from './alert-states.ts';
import type { ArmReader } from './arm-reader.ts';
import type { Changes } from './changes.ts';
import type { Defender } from './defender.ts';
import type { Detectors } from './detectors.ts';
import type { Directory } from './directory.ts';
import type { Graph } from './graph.ts';
import type { Ingestion } from './ingestion.ts';
import type { Kubernetes } from './kubernetes.ts';
import type { Logs } from './logs.ts';
import type { Prometheus } from './prometheus.ts';
import type { Registry } from './registry.ts';

/** What we can ask of Azure within one deadline. Every method throws UpstreamError, or answers. */
export interface Azure {
  logs: Logs;
  graph: Graph;
  aks: Aks;
  detectors: Detectors;
  /** Parts of resources that Resource Graph does not have. */
  arm: ArmReader;
  defender: Defender;
  registry: Registry;
  kubernetes: Kubernetes;
  prometheus: Prometheus;
  directory: Directory;
  alertStates: AlertStates;
  activityLog: ActivityLog;
  ingestion: Ingestion;
  /** What changes something; everything else only asks. For actions that were approved, and their plans. */
  change: Changes;
}

/** The process-wide connection: one set of SDK clients, one limit on Log Analytics queries for the identity. */
export interface AzureConnection {
  /** The same clients, with every call aborted when the signal fires; what fails is logged with the work's own log. */
  until(signal: AbortSignal, log?: Logger): Azure;
}
