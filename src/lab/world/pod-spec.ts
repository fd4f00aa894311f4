/** Fields of a pod's spec beside its containers, as Kubernetes writes them. */
export interface PodSpec {
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  affinity?: object;
  securityContext?: object;
  volumes?: object[];
}
