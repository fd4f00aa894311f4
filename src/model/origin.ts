/** The upstream systems that evidence comes from, by the names shown to people. */
export type ServiceName =
  | 'Kubernetes API'
  | 'Log Analytics'
  | 'Resource Graph'
  | 'AKS'
  | 'Container Registry'
  | 'Azure Resource Manager'
  | 'Activity Log'
  | 'Logs Ingestion'
  | 'Defender for Cloud'
  | 'Azure Monitor'
  | 'Prometheus'
  | 'Microsoft Graph'
  | 'Teams';

/** Where a fact was read. */
export interface Origin {
  service: ServiceName;
  /** What was asked there, for a person: a table, a resource or an API path ("KubePodInventory", "pods in shop"). */
  detail: string;
  /** The whole query text, where there was one: the portal link shows it. */
  query?: string;
  /** Log Analytics workspace (ARM resource id) that the query ran in. */
  workspace?: string;
}
