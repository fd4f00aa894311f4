import { z } from 'zod';
import { manifestCard } from '../cards/manifest.ts';
import { noticeCard } from '../cards/notice.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Subject } from '../model/subject.ts';
import { isShown, manifest, type ShownKind } from '../monitoring/views/manifest.ts';
import { type Context, defineCommand, type Press } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { notOneWorkload } from './naming/not-one-workload.ts';
import { saidOf, threadOf } from './naming/said-of.ts';
import { namesNothing, whichWorkload } from './naming/which-workload.ts';

const verb = 'show yaml';
/** As many as a phone scrolls through. */
const linesAtOnce = 100;

const input = z.object({
  kind: workloadFields.kind,
  workload: workloadFields.workload,
  spec: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'spec only',
        words: { true: ['spec only', 'only spec', 'without status', 'no status'] },
      }),
    ),
  cluster: workloadFields.cluster,
  namespace: workloadFields.namespace,
  clusterId: workloadFields.clusterId,
  places: workloadFields.places,
  // Of presses alone.
  child: nameText.optional(),
  from: z.number().int().min(1).max(100_000).optional(),
});

type Input = z.infer<typeof input>;

/** The object as the Kubernetes API gives it. */
export const showYaml = defineCommand({
  name: verb,
  synonyms: [
    'yaml',
    'yaml of',
    '-o yaml',
    '-oyaml',
    'manifest',
    'describe',
    'definition',
    'specification',
    'show manifest',
  ],
  usage: 'show yaml <workload|pod|node> [spec only] [cluster=<name>] [ns=<namespace>]',
  summary: 'The object as the Kubernetes API gives it, without its secrets.',
  examples: ['show yaml payments-api', 'show yaml payments-api spec only', 'describe payments-api'],
  role: 'viewer',
  input,
  doing: ({ workload }) => `Reading the YAML of ${workload === undefined ? 'it' : String(workload)}`,
  async run(said, context) {
    if (namesNothing(said)) return whichWorkload('The YAML', verb, context);
    const kept = said.spec === undefined ? {} : { spec: said.spec };
    const one = await askedSubject(said, context, { verb, kept, clusterId: said.clusterId });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    const { kind } = subject;
    if (!isShown(kind)) return notOneWorkload(subject, 'The YAML', context);
    const found = await meant(said, { ...subject, kind }, context);
    const now = context.clock.now();
    const about = threadOf(subject);
    if (!found) return { card: gone(subject), about };
    const from = Math.min(said.from ?? 1, Math.max(1, found.lines.value.length));
    const buttons = await context.buttons(followUps(subject, found, { ...said, from }));
    return { card: manifestCard(found, { from, lines: linesAtOnce, now, buttons }), about };
  },
});

/** Who names a pod or a ReplicaSet wants that, not the workload that it belongs to. */
async function meant(
  { workload, child, spec }: Input,
  subject: Subject & { kind: ShownKind },
  { azure, clock }: Context,
): Promise<Manifest | undefined> {
  const options = { withStatus: spec !== true, now: clock.now() };
  const name = child ?? workload;
  const isOther = name !== undefined && name.toLowerCase() !== subject.name.toLowerCase();
  for (const kind of isOther ? (['Pod', 'ReplicaSet', 'Job'] as const) : []) {
    const found = await manifest(azure, { ...subject, kind, name: name ?? '' }, options);
    if (found) return found;
  }
  return manifest(azure, subject, options);
}

function followUps(
  subject: Subject,
  { object, lines }: Manifest,
  { from = 1, spec }: Input & { from: number },
): Press[] {
  const said = saidOf(subject);
  const same = { ...said, child: object.name, ...(spec !== undefined && { spec }) };
  const page = (title: string, at: number): Press => ({ title, verb, input: { ...same, from: at }, replaces: true });
  const isWorkload = object.kind !== 'Node';
  return [
    ...(from - 1 + linesAtOnce < lines.value.length ? [page('Next lines', from + linesAtOnce)] : []),
    ...(from > 1 ? [page('Lines before', Math.max(1, from - linesAtOnce))] : []),
    ...(spec === true ? [] : [{ title: 'Spec only', verb, input: { ...same, spec: true }, replaces: true }]),
    { title: 'Why', verb: 'why', input: said },
    ...(isWorkload ? [{ title: 'Logs', verb: 'logs', input: said }] : []),
  ];
}

function gone({ kind, name, cluster }: Subject) {
  return noticeCard({
    level: 'warning',
    title: `${kind} ${name} is gone`,
    text: `It was found in ${cluster.name}, but is not in the list of the Kubernetes API any more.`,
    next: 'Ask again.',
    buttons: [],
  });
}
