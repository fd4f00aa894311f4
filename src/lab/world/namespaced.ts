/** What leads to pods by their labels. */
export interface Service {
  namespace: string;
  name: string;
  selector: Record<string, string>;
  port: number;
  targetPort: number;
  createdAt: Date;
}

/** Storage that pods ask for. */
export interface Claim {
  namespace: string;
  name: string;
  storageClass?: string;
  sizeGiB: number;
  createdAt: Date;
  /** Why no volume was made for it, in the words of the controller. */
  failure?: {
    reason: 'ProvisioningFailed' | 'FailedBinding';
    type: 'Normal' | 'Warning';
    message: string;
    until?: Date;
  };
}

/** A ConfigMap with its values, or a Secret, of which the range has nothing but the name. */
export interface Settings {
  kind: 'ConfigMap' | 'Secret';
  namespace: string;
  name: string;
  createdAt: Date;
  data: Record<string, string>;
}

/** Limits of a namespace, as a ResourceQuota writes them: "requests.cpu": "8". */
export interface Quota {
  namespace: string;
  name: string;
  createdAt: Date;
  hard: { pods: number; requestsCpu: number; requestsMemoryMiB: number };
}
