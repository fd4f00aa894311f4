import { z } from 'zod';
import { says } from './field.ts';
import { kinds, kindWords, placeKinds } from './kind-words.ts';

/** A Kubernetes or Azure name: letters, digits, dots, underscores and hyphens. */
export const nameText = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i);

/** A cluster that was named as one: cluster=prod-weu. */
export const clusterField = nameText
  .optional()
  .meta(says({ is: 'name', noun: 'cluster', keys: ['cluster', 'aks'], remembered: 'cluster' }));

/** The cluster that a question is about: its name alone is enough. */
export const askedClusterField = nameText.optional().meta(
  says({
    is: 'name',
    noun: 'cluster',
    keys: ['cluster', 'aks'],
    after: ['of', 'in', 'on', 'for', 'about'],
    bare: true,
    remembered: 'cluster',
  }),
);

/** A namespace that was named as one: ns=payments. */
export const namespaceField = nameText
  .optional()
  .meta(says({ is: 'name', noun: 'namespace', keys: ['ns', 'namespace', '-n'], remembered: 'namespace' }));

/** ARM id of the cluster: only a prepared press carries it, where a name alone would be two clusters. */
export const clusterIdField = z.string().max(400).optional();

/** What kind of thing the named one is; as kubectl takes it. */
export const kindField = z
  .enum(kinds)
  .optional()
  .meta(
    says({ is: 'choice', noun: 'kind', words: kindWords, idle: ['recent', 'latest', 'newest'], alone: placeKinds }),
  );

const workloadSaid = {
  is: 'name',
  noun: 'workload',
  keys: ['workload', 'app', 'service'],
  after: ['with', 'of', 'for'],
  bare: true,
  path: ['cluster', 'namespace'],
  remembered: 'workload',
} as const;

/** The workload (pod, node) that a question is about; a cluster or a namespace may stand here too. */
export const workloadField = nameText
  .optional()
  .meta(says({ ...workloadSaid, unless: ['cluster', 'namespace', 'places'] }));

/** The same beside a place, which narrows it and does not take its room. */
export const workloadInPlaceField = nameText.optional().meta(says(workloadSaid));

/** Names after "in", of which nobody said whether they are clusters or namespaces. */
export const placesField = z
  .array(nameText)
  .max(2)
  .optional()
  .meta(says({ is: 'places', noun: 'place', after: ['in', 'on', 'at', 'inside', 'within', 'from'], bare: true }));
