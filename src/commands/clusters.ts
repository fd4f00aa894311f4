import { z } from 'zod';
import { clustersOf } from '../azure/estate.ts';
import { clustersCard } from '../cards/clusters.ts';
import type { ClusterStanding } from '../model/cluster-standing.ts';
import type { ClusterRef } from '../model/subject.ts';
import { clusters as clustersView } from '../monitoring/views/clusters.ts';
import { defineCommand, type Press } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { whereOf } from './naming/where-of.ts';
import { everywhere } from './people/scope.ts';
import { clusterFilterText, clustersMeant } from './view-work/cluster-filter.ts';
import { beforeField, pageOf } from './view-work/page-of.ts';

const verb = 'clusters';

const levels: Record<string, readonly ClusterStanding['verdict']['level'][]> = {
  critical: ['attention'],
  troubled: ['attention', 'warning'],
  unknown: ['unknown'],
};

const input = z.object({
  level: z
    .enum(['critical', 'troubled', 'unknown'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'level',
        words: {
          critical: ['critical', 'down', 'broken', 'red', 'worst'],
          troubled: [
            'troubled',
            'in trouble',
            'with trouble',
            'with problems',
            'unhealthy',
            'not healthy',
            'failing',
            'sick',
          ],
          unknown: ['unknown', 'unread'],
        },
        idle: ['healthy', 'doing', 'status', 'health', 'overview', 'state', 'summary', 'fine'],
      }),
    ),
  subscription: z
    .string()
    .max(100)
    .optional()
    .meta(says({ is: 'name', noun: 'subscription', keys: ['subscription', 'sub'] })),
  environment: nameText.optional().meta(says({ is: 'name', noun: 'environment', keys: ['env', 'environment'] })),
  places: z
    .array(nameText)
    .max(2)
    .optional()
    .meta(says({ is: 'places', noun: 'place', after: ['in', 'on', 'at', 'of', 'for'], bare: true })),
  before: beforeField,
});

/** How all clusters are, worst first. */
export const clusters = defineCommand({
  name: verb,
  synonyms: [
    ...['list clusters', 'all clusters', 'cluster list', 'which cluster', 'which clusters', 'every cluster'],
    ...['health of everything', 'status of everything', 'everything healthy', 'everything ok', 'everything okay'],
    ...['wrong with my clusters', 'wrong with the clusters', 'wrong with our clusters', 'on fire', 'burning'],
    ...['status of clusters', 'health of clusters', 'how many clusters'],
    ...['aks list', 'az aks list', 'fleet', 'estate'],
  ],
  usage: 'clusters [critical|troubled] [<environment|subscription|region>]',
  summary: 'How all clusters are: counts first, then each, worst first.',
  examples: ['clusters', 'clusters prod', 'which clusters are in trouble'],
  role: 'viewer',
  input,
  doing: () => 'Looking at the clusters',
  async run({ before, ...said }, context) {
    const { azure, clock, buttons } = context;
    await context.permit('any place');
    const all = await clustersOf(azure);
    const whole = await context.permitted(all, (cluster) => whereOf({ cluster, namespace: '' }));
    const part = all.filter((it) => !whole.includes(it));
    const now = clock.now();
    const seen = (places: { cluster: ClusterRef; namespace: string }[]) => context.permitted(places, whereOf);
    const narrow = (standings: ClusterStanding[]) => clustersMeant(standings, said);
    const view = await clustersView(azure, { whole, part, seen, narrow, now });
    const limited = part.length > 0;
    if (limited && view.standings.length === 0 && view.gaps.length === 0) await context.permit(everywhere);
    const of = view.standings;
    const wanted = said.level === undefined ? undefined : levels[said.level];
    const standings = wanted ? of.filter(({ verdict }) => wanted.includes(verdict.level)) : of;
    const page = pageOf(standings, before, { verb, input: said });
    const rows = page.rows.map((standing) => into(standing, all));
    const prepared = await buttons([...rows, ...page.turns, ...others(standings, of, said)]);
    return {
      card: clustersCard({
        ...view,
        standings,
        of,
        shown: page.rows.map((standing, n) => ({ standing, button: prepared[n] })),
        ...{ before: page.before, filter: filterText(said), limited, now },
        buttons: prepared.slice(rows.length),
      }),
    };
  },
});

type Said = Omit<z.infer<typeof input>, 'before'>;

/** A whole cluster leads to its nodes; one of which somebody sees some namespaces, to what runs there. */
function into({ cluster, namespaces }: ClusterStanding, all: readonly ClusterRef[]): Press {
  const twin = all.filter(({ name }) => name === cluster.name).length > 1;
  return {
    title: cluster.name,
    verb: namespaces ? 'controllers' : 'nodes',
    input: { cluster: cluster.name, ...(twin && { clusterId: cluster.id }) },
  };
}

function others(standings: readonly ClusterStanding[], of: readonly ClusterStanding[], said: Said): Press[] {
  const [worst] = standings;
  const isNarrowed = standings.length < of.length;
  return [
    ...(worst && !worst.namespaces
      ? [{ title: `Health of ${worst.cluster.name}`, verb: 'cluster health', input: { cluster: worst.cluster.name } }]
      : []),
    ...(isNarrowed ? [{ title: 'Show all', verb, input: { ...said, level: undefined }, replaces: true }] : []),
    { title: 'Look again', verb, input: { ...said }, replaces: true },
  ];
}

function filterText({ level, ...said }: Said): string {
  return [level ?? '', clusterFilterText(said)].filter((it) => it !== '').join(' ');
}
