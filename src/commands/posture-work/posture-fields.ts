import { z } from 'zod';
import { practices } from '../../security/posture/practices.ts';
import { says } from '../language/field.ts';
import { nameText } from '../language/shared-fields.ts';

const codes = practices.map(({ code }) => code);

/** Each practice with the ways to say it: as its title, by other words of it, by its code and those of its checks. */
const practiceWords = Object.fromEntries(
  practices.map(({ code, title, also, checks }) => {
    const ways = [title, ...also, code, ...checks.map((check) => check.code)].map(typed);
    // A word with hyphens is heard as its words too: "kube-audit", "registry-admin-user".
    return [code, [...new Set(ways.flatMap((it) => [it, it.replaceAll('-', ' ')]))]];
  }),
);

/** Without commas and the like: a sentence is heard without them. */
function typed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, ' ')
    .trim();
}

/** The practice that is meant. */
export const practiceField = z
  .enum(codes as [string, ...string[]])
  .optional()
  .meta(
    says({
      is: 'choice',
      noun: 'practice',
      words: practiceWords,
      idle: [
        ...['all', 'overall', 'everything', 'everywhere', 'estate', 'whole estate', 'summary', 'overview', 'score'],
        ...['trend', 'history', 'good', 'bad', 'checks', 'check', 'practice', 'practices', 'state'],
      ],
    }),
  );

/** The resource that is meant: a cluster, a registry, or any other whose posture is looked at. */
export const resourceField = nameText.optional().meta(
  says({
    is: 'name',
    noun: 'resource',
    keys: ['resource', 'cluster', 'aks', 'registry', 'acr'],
    after: ['of', 'for', 'in', 'on', 'at'],
    bare: true,
  }),
);

/** ARM id of the resource: only a prepared press carries it, where a name alone could be two. */
export const resourceIdField = z.string().max(1_000).optional();

/** What a list of resources can be narrowed to. */
export const postureFilterFields = {
  kind: z
    .enum(['cluster', 'registry'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'kind',
        words: { cluster: ['clusters', 'all clusters'], registry: ['registries', 'all registries'] },
        alone: { cluster: 'cluster', aks: 'cluster', registry: 'registry', acr: 'registry' },
      }),
    ),
  subscription: z
    .string()
    .max(100)
    .optional()
    .meta(says({ is: 'name', noun: 'subscription', keys: ['subscription', 'sub'] })),
  environment: nameText.optional().meta(says({ is: 'name', noun: 'environment', keys: ['environment', 'env'] })),
  owner: nameText.optional().meta(says({ is: 'name', noun: 'owner', keys: ['owner', 'team'], after: ['by'] })),
};

/** The filters as they were said. */
export interface PostureFilter {
  kind?: 'cluster' | 'registry' | undefined;
  subscription?: string | undefined;
  environment?: string | undefined;
  owner?: string | undefined;
}

/** The filters as they would be typed; empty when there is none. */
export function filterText({ kind, subscription, environment, owner }: PostureFilter): string {
  return [
    ...(kind === undefined ? [] : [kind === 'cluster' ? 'clusters' : 'registries']),
    ...(subscription === undefined ? [] : [`subscription=${subscription}`]),
    ...(environment === undefined ? [] : [`environment=${environment}`]),
    ...(owner === undefined ? [] : [`owner=${owner}`]),
  ].join(' ');
}
