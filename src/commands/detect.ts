import { z } from 'zod';
import { isTrouble } from '../cards/detector-verdict.ts';
import { detectorsCard } from '../cards/detectors.ts';
import { locateCluster } from '../diagnosis/locate-cluster.ts';
import { closest } from '../model/closest.ts';
import type { DetectorRun, DetectorWish } from '../model/detector-run.ts';
import { detectorCategory } from '../monitoring/detectors/detector-categories.ts';
import { namedInTables } from '../monitoring/detectors/named-in-tables.ts';
import { detectors } from '../monitoring/views/detectors.ts';
import { type Context, defineCommand, type Press } from './command.ts';
import { categoryWords, checkWords } from './language/detector-words.ts';
import { says } from './language/field.ts';
import { askedClusterField, clusterIdField, nameText } from './language/shared-fields.ts';
import { oneSubject } from './naming/one-subject.ts';

const verb = 'detect';
const dayMs = 24 * 3_600_000;
const mostRows = 12;
/** So many checks of nearly the same name are offered for one that there is not. */
const mostNear = 3;

const input = z.object({
  category: z
    .enum(Object.keys(categoryWords))
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'category',
        words: categoryWords,
        idle: ['category', 'checks', 'check', 'detectors', 'detector', 'say'],
      }),
    ),
  known: z
    .enum(Object.keys(checkWords))
    .optional()
    .meta(says({ is: 'choice', noun: 'check', words: checkWords })),
  check: nameText.optional().meta(says({ is: 'name', noun: 'check', keys: ['check', 'detector'] })),
  cluster: askedClusterField,
  clusterId: clusterIdField,
});

/** What AKS itself finds wrong with a cluster: the checks of "Diagnose and solve problems". */
export const detect = defineCommand({
  name: verb,
  synonyms: [
    ...[
      'detectors',
      'detector',
      'run detectors',
      'run the detectors',
      'aks detectors',
      'run aks detectors',
      'run the aks detectors',
      'run checks',
      'aks checks',
    ],
    ...['diagnostics', 'aks diagnostics', 'checkup', 'check up', 'diagnose and solve problems', 'diagnose and solve'],
  ],
  usage: 'detect [<cluster>] [<category>|<check>]',
  summary: "AKS's own checks of a cluster: what warns, what passed.",
  examples: ['detect prod-weu', 'detect prod-weu connectivity', 'detect oomkilled in prod-weu'],
  role: 'viewer',
  isLedTo: true,
  input,
  doing: ({ cluster }) => `Letting AKS check ${cluster === undefined ? 'the cluster' : String(cluster)}`,
  async run({ cluster: name, clusterId, ...said }, context) {
    const located = await locateCluster(context.azure, name === undefined ? {} : { name });
    const one = await oneSubject(located, context, {
      noun: 'cluster',
      name,
      clusterId,
      again: ({ cluster }) => ({ title: cluster.name, verb, input: { ...said, cluster: cluster.name } }),
      instead: (other) => ({ title: other, verb, input: { ...said, cluster: other } }),
    });
    if ('reply' in one) return one.reply;
    const { cluster } = one.subject;
    const now = context.clock.now();
    const window = { from: new Date(now.getTime() - dayMs), to: now };
    const run = await detectors(context.azure, cluster, window, wishOf(said));
    const buttons = await context.buttons([...rowPresses(run), ...followUps(run, said, context)]);
    const rows = rowPresses(run).length;
    return {
      card: detectorsCard(
        { ...run, gaps: [...one.gaps, ...run.gaps] },
        {
          now,
          category: said.category === undefined ? undefined : detectorCategory(said.category)?.name,
          rows: buttons.slice(0, rows),
          buttons: buttons.slice(rows),
        },
      ),
      about: { cluster: cluster.name },
    };
  },
});

type Said = Pick<z.infer<typeof input>, 'category' | 'known' | 'check'>;

function wishOf({ category, known, check }: Said): DetectorWish {
  const one = check ?? known;
  if (one !== undefined) return { check: one };
  return category === undefined ? { all: true } : { category };
}

/** Each check that is told in the list leads to all that it says. */
function rowPresses({ reports, wish, cluster }: DetectorRun): Press[] {
  if ('check' in wish) return [];
  return reports
    .filter((it) => isTrouble(it) || it.status === 'info')
    .slice(0, mostRows)
    .map(({ id }) => ({ title: 'Show', verb, input: { check: id, cluster: cluster.name } }));
}

/** What a person asks next: why what a check names is so, the cluster's state, other checks. */
function followUps(run: DetectorRun, said: Said, { commands }: Context): Press[] {
  const { cluster, wish, reports, entries } = run;
  const at = { cluster: cluster.name };
  const whys = namedInTables(reports.filter(isTrouble)).map(({ name, namespace }) => ({
    title: `Why ${name}`,
    verb: 'why',
    input: { workload: name, ...(namespace !== undefined && { namespace }), ...at },
  }));
  const near =
    'check' in wish && reports.length === 0
      ? closest(
          wish.check,
          entries.filter(({ kind }) => kind === 'check').map(({ id }) => id),
          mostNear,
        )
      : [];
  return [
    ...near.map((id) => ({ title: id, verb, input: { ...at, check: id }, replaces: true })),
    ...whys.slice(0, 2),
    ...(commands.some((it) => it.name === 'nodes') ? [{ title: 'Nodes', verb: 'nodes', input: at }] : []),
    { title: 'Cluster health', verb: 'cluster health', input: at },
    ...('all' in wish ? [] : [{ title: 'All checks', verb, input: at }]),
    { title: 'Look again', verb, input: { ...said, ...at }, replaces: true },
  ];
}
