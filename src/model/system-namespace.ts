/** Namespaces of AKS and its add-ons, by their whole names. */
export const systemNamespaces: readonly string[] = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'gatekeeper-system',
  'azure-arc',
  'calico-system',
  'tigera-operator',
  'app-routing-system',
  'dataprotection-microsoft',
  'azuresecuritylinuxagent',
  'aks-command',
  'aks-istio-system',
  'aks-istio-ingress',
  'aks-istio-egress',
  'flux-system',
];
const exact = new Set(systemNamespaces);

/** Whether a namespace belongs to AKS and its add-ons rather than to the people who use the cluster, who may give theirs a name that begins like one. */
export function isSystemNamespace(namespace: string): boolean {
  return exact.has(namespace);
}
