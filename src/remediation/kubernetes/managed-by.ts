import { stringify } from 'yaml';
import type { ManagedBy } from '../../model/remediation.ts';

interface Marked {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    managedFields?: readonly { manager?: string }[];
  };
}

/** As whom Argo CD writes, of old versions too. */
const argoWriter = /^argocd-(application-)?controller$/;

/**
 * The tool that keeps an object from a repository or a chart and would put a change back, by the labels that Flux
 * (kustomize-controller, helm-controller), Argo CD and Helm leave, and by who wrote it: Argo CD's usual label was for long
 * that of every chart. Undefined where there is none. `change`: the fields of the object that would have to be committed,
 * as a part of its manifest.
 */
export function managedBy(object: Marked, change: object): ManagedBy | undefined {
  const { labels = {}, annotations = {}, managedFields = [] } = object.metadata ?? {};
  const commit = stringify(change).trimEnd();
  const flux = labels['kustomize.toolkit.fluxcd.io/name'] ?? labels['helm.toolkit.fluxcd.io/name'];
  if (flux !== undefined) {
    const kind = labels['kustomize.toolkit.fluxcd.io/name'] === undefined ? 'HelmRelease' : 'Kustomization';
    const namespace = labels['kustomize.toolkit.fluxcd.io/namespace'] ?? labels['helm.toolkit.fluxcd.io/namespace'];
    return { tool: 'Flux', owner: `${kind} ${[namespace, flux].filter(Boolean).join('/')}`, commit };
  }
  const argo = annotations['argocd.argoproj.io/tracking-id'] ?? labels['argocd.argoproj.io/instance'];
  if (argo !== undefined) return { tool: 'Argo CD', owner: `Application ${argo.split(':')[0]}`, commit };
  const instance = labels['app.kubernetes.io/instance'] ?? '';
  if (managedFields.some(({ manager }) => argoWriter.test(manager ?? '')))
    return { tool: 'Argo CD', owner: `Application ${instance}`.trim(), commit };
  const release = annotations['meta.helm.sh/release-name'];
  if (labels['app.kubernetes.io/managed-by'] === 'Helm' || release !== undefined)
    return { tool: 'Helm', owner: `release ${release ?? instance}`.trim(), commit };
  return undefined;
}
