import { z } from 'zod';
import { says } from './field.ts';

/** A Kubernetes or Azure name: letters, digits, dots, underscores and hyphens. */
export const nameText = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i);

/** A cluster that was named as one: cluster=prod-weu. */
export const clusterField = nameText
  .optional()
  .meta(says({ is: 'name', noun: 'cluster', keys: ['cluster', 'aks'], remembered: 'cluster' }));

/** A namespace that was named as one: ns=payments. */
export const namespaceField = nameText
  .optional()
  .meta(says({ is: 'name', noun: 'namespace', keys: ['ns', 'namespace', '-n'], remembered: 'namespace' }));

/** ARM id of the cluster: only a prepared press carries it, where a name alone would be two clusters. */
export const clusterIdField = z.string().max(400).optional();
