import { expect, it } from 'vitest';
import { managedBy } from '../../../src/remediation/kubernetes/managed-by.ts';

const helm = { 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/instance': 'web' };
const flux = (of: string) => ({
  [`${of}.toolkit.fluxcd.io/name`]: 'web',
  [`${of}.toolkit.fluxcd.io/namespace`]: 'apps',
});

it.each<[string, Parameters<typeof managedBy>[0], [string, string] | undefined]>([
  ['a Kustomization of Flux', { metadata: { labels: flux('kustomize') } }, ['Flux', 'Kustomization apps/web']],
  ['a release of Flux', { metadata: { labels: { ...helm, ...flux('helm') } } }, ['Flux', 'HelmRelease apps/web']],
  [
    'Argo CD by its annotation',
    { metadata: { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web' } } },
    ['Argo CD', 'Application shop'],
  ],
  [
    'Argo CD with a chart, by who wrote it',
    { metadata: { labels: helm, managedFields: [{ manager: 'kubectl' }, { manager: 'argocd-controller' }] } },
    ['Argo CD', 'Application web'],
  ],
  [
    'an old Argo CD',
    { metadata: { managedFields: [{ manager: 'argocd-application-controller' }] } },
    ['Argo CD', 'Application'],
  ],
  ['Helm', { metadata: { labels: helm, managedFields: [{ manager: 'helm' }] } }, ['Helm', 'release web']],
  ['nobody', { metadata: { labels: { app: 'web' }, managedFields: [{ manager: 'kubectl' }] } }, undefined],
])('an object of %s is known as such', (_, object, expected) => {
  const kept = managedBy(object, { spec: { replicas: 3 } });

  expect(kept && [kept.tool, kept.owner]).toEqual(expected);
});

it('names of others stay text in what is to be committed', () => {
  const name = 'a: {b}\n- &x *y';

  const kept = managedBy({ metadata: { labels: helm } }, { spec: { containers: [{ name, image: '#1' }] } });

  expect(kept?.commit).toBe('spec:\n  containers:\n    - name: |-\n        a: {b}\n        - &x *y\n      image: "#1"');
});
