/** What leads to pods by their labels. */
export interface Service {
  namespace: string;
  name: string;
  selector: Record<string, string>;
  port: number;
  targetPort: number;
  /** TCP when left out. */
  protocol?: 'UDP';
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

/** A ConfigMap or a Secret with what it holds; a Secret's values are made up, and nobody may see them. */
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

/** An object that says what ought to be and has no state of its own, with its body as the API server gives it. */
export interface Declared {
  kind:
    | 'ServiceAccount'
    | 'NetworkPolicy'
    | 'Ingress'
    | 'LimitRange'
    | 'Role'
    | 'ClusterRole'
    | 'RoleBinding'
    | 'ClusterRoleBinding'
    | 'ValidatingWebhookConfiguration';
  /** "" of what lives in none. */
  namespace: string;
  name: string;
  createdAt: Date;
  labels?: Record<string, string>;
  body: Record<string, unknown>;
}

/** How many pods of a Deployment must stay, as a PodDisruptionBudget says it. */
export interface DisruptionBudget {
  namespace: string;
  /** Of the Deployment, and of the budget. */
  name: string;
  createdAt: Date;
  minAvailable: number;
}

/** A HorizontalPodAutoscaler on the CPU of a Deployment. */
export interface Autoscaler {
  namespace: string;
  /** Of the Deployment, and of the autoscaler. */
  name: string;
  createdAt: Date;
  min: number;
  max: number;
  /** Percent of the request, on average. */
  target: number;
  /** Why it cannot read its metric, in the controller's words, and since when. */
  blind?: { since: Date; until?: Date; message: string };
}

/** A ScaledObject of KEDA that scales a Deployment by the length of a queue. */
export interface ScaledObject {
  namespace: string;
  /** Of the Deployment, and of the ScaledObject. */
  name: string;
  createdAt: Date;
  min: number;
  max: number;
  /** Somebody told it to leave the Deployment alone, at this number of replicas. */
  paused?: { since: Date; replicas: number; until?: Date };
}
