import type { V1Pod } from '@kubernetes/client-node';

/** The registry of an image reference; without one it is Docker Hub's. */
export function registryOf(image: string): string {
  const [first = ''] = image.split('/');
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

/** The pull secrets that a pod names. */
export function secretsOf({ spec }: V1Pod): string {
  return (spec?.imagePullSecrets ?? []).map(({ name }) => name).join(', ');
}
