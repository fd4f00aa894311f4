import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { pickerCard } from '../cards/picker.ts';
import { podLogCard } from '../cards/pod-log.ts';
import type { Gap } from '../model/gap.ts';
import type { ContainerChoice, PodLog } from '../model/pod-log.ts';
import { isWorkload, type Subject } from '../model/subject.ts';
import { podLog } from '../monitoring/views/pod-log.ts';
import { type Context, defineCommand, type Press, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { workloadFields } from './language/workload-fields.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { notOneWorkload } from './naming/not-one-workload.ts';
import { placeOrContainer } from './naming/place-or-container.ts';
import { saidOf, threadOf } from './naming/said-of.ts';
import { namesNothing, whichWorkload } from './naming/which-workload.ts';
import { containingField, keptLines, keptQuery } from './query-work/kept-lines.ts';
import { spanField } from './query-work/time-field.ts';

const verb = 'logs';
const fewLines = 20;
const manyLines = 120;
const mostChoices = 6;

const input = z.object({
  kind: workloadFields.kind,
  workload: workloadFields.workload,
  container: nameText.optional().meta(says({ is: 'name', noun: 'container', keys: ['container', '-c'] })),
  previous: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'previous',
        idle: ['last', 'crash', 'container'],
        words: { true: ['previous', 'prev', '-p', '--previous', 'previous run', 'last run', 'before the restart'] },
      }),
    ),
  errors: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'errors',
        // "Errors in x in the last 2 hours" needs no verb; without a time, why it fails is the better answer.
        implies: true,
        words: { true: ['errors', 'error', 'error lines', 'only errors'] },
      }),
    ),
  cluster: workloadFields.cluster,
  namespace: workloadFields.namespace,
  clusterId: workloadFields.clusterId,
  places: workloadFields.places,
  last: spanField,
  containing: containingField,
  // Of presses alone.
  pod: nameText.optional(),
  lines: z.number().int().min(1).max(400).optional(),
});

type Input = z.infer<typeof input>;

/** What a workload's container wrote last. */
export const logs = defineCommand({
  name: verb,
  synonyms: ['log', 'tail', 'show logs of', 'get logs', 'log lines', 'log of', 'last lines', 'output of', 'stdout'],
  usage: 'logs <workload|pod> [container] [previous] [last <2h>|since <14:00>] [containing "<text>"]',
  summary: 'The last lines of the container that matters, errors first.',
  examples: ['logs payments-api', 'logs payments-api last 2h', 'logs payments-api containing "timeout"'],
  role: 'viewer',
  input,
  doing: ({ workload }) => `Reading the log of ${workload === undefined ? 'it' : String(workload)}`,
  async run(asked, context) {
    if (namesNothing(asked)) return whichWorkload('The log', verb, context);
    const { errors, ...of } = await placeOrContainer(asked, context);
    // The log of now shows its errors first by itself; of hours, only the lines that tell of one.
    const wantsErrors = errors && of.last !== undefined && of.containing === undefined;
    const said = wantsErrors ? { ...of, containing: 'error' } : of;
    const { container, previous, clusterId, last, containing } = said;
    const kept = {
      ...(container !== undefined && { container }),
      ...(previous !== undefined && { previous }),
      ...(last !== undefined && { last }),
      ...(containing !== undefined && { containing }),
    };
    const one = await askedSubject(said, context, { verb, kept, clusterId });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    const isKept = last !== undefined || containing !== undefined;
    if (isKept && (isWorkload(subject) || subject.kind === 'Namespace')) {
      return keptLines(one, { ...said, pod: said.pod ?? podOf(said, subject) }, context);
    }
    if (!isWorkload(subject)) return notOneWorkload(subject, 'A log', context);
    const now = context.clock.now();
    const pod = said.pod ?? podOf(said, subject);
    const view = await podLog(context.azure, subject, { pod, container, previous }, now);
    const about = threadOf(subject);
    if (view.kind === 'several') return { ...(await whichPod(subject, view.choices, kept, context)), about };
    if (view.kind === 'none') return { ...(await nothing(subject, view, said, context)), about };
    const log = { ...view.log, gaps: [...one.gaps, ...view.log.gaps] };
    const buttons = await context.buttons(followUps(log, said));
    return {
      card: podLogCard(log, { now, lines: said.lines ?? fewLines, buttons, kept: keptQuery(subject, log.chosen, now) }),
      about,
    };
  },
});

/** Who names a pod or a ReplicaSet gets its workload as the subject: the pod is meant all the same. */
function podOf({ workload, kind }: Input, subject: Subject): string | undefined {
  const isChild = workload !== undefined && workload.toLowerCase() !== subject.name.toLowerCase();
  return isChild && kind !== 'ReplicaSet' && kind !== 'Cluster' && kind !== 'Namespace' && /-[a-z0-9]+$/.test(workload)
    ? workload
    : undefined;
}

/** Buttons that show more of it, or another container; then the questions that come next. */
function followUps({ subject, chosen, others }: PodLog, { lines = fewLines, previous }: Input): Press[] {
  const said = saidOf(subject);
  const same = { ...said, pod: chosen.pod, container: chosen.container, ...(previous !== undefined && { previous }) };
  const [other] = others.filter(({ pod }) => pod !== chosen.pod);
  const [beside] = others.filter(({ pod, state }) => pod === chosen.pod && !state.startsWith('ended: Completed'));
  const show = (title: string, { pod, container }: ContainerChoice): Press => ({
    title,
    verb,
    input: { ...said, pod, container },
  });
  return [
    ...(lines < manyLines ? [{ title: 'More lines', verb, input: { ...same, lines: manyLines }, replaces: true }] : []),
    ...(other ? [show(`Pod …${other.pod.split('-').at(-1)}`, other)] : []),
    ...(beside ? [show(`Container ${beside.container}`, beside)] : []),
    { title: 'Why', verb: 'why', input: said },
    { title: 'Events', verb: 'events', input: said },
  ];
}

/** Several pods, none of which tells more than the others. */
async function whichPod(
  subject: Subject,
  choices: readonly ContainerChoice[],
  kept: Record<string, unknown>,
  { buttons }: Context,
): Promise<Reply> {
  const shown = choices.slice(0, mostChoices);
  const prepared = await buttons(
    shown.map(({ pod, container }) => ({
      title: pod,
      verb,
      input: { ...saidOf(subject), ...kept, pod, container },
      replaces: true,
    })),
  );
  const rows = shown.flatMap(({ pod, container, state }, n) => {
    const button = prepared[n];
    return button
      ? [{ label: pod, detail: [`container ${container}`, state].filter(Boolean).join(' · '), button }]
      : [];
  });
  return {
    card: pickerCard({
      question: `${choices.length} pods of ${subject.name} run well: whose log?`,
      choices: rows,
      more: choices.length - shown.length,
      narrow: 'name the pod: logs <pod>.',
    }),
  };
}

async function nothing(
  subject: Subject,
  { choices, gaps }: { choices: ContainerChoice[]; gaps: Gap[] },
  { container, pod }: Input,
  { buttons }: Context,
): Promise<Reply> {
  const names = [...new Set(choices.map((it) => it.container))];
  const presses = [
    ...names
      .slice(0, 4)
      .map((name) => ({ title: `Container ${name}`, verb, input: { ...saidOf(subject), container: name } })),
    { title: 'Why', verb: 'why', input: saidOf(subject) },
    { title: 'Events', verb: 'events', input: saidOf(subject) },
  ];
  const [gap] = gaps;
  const unknown = choices.length > 0 && container !== undefined;
  return {
    card: noticeCard({
      level: 'warning',
      title: unknown
        ? `${subject.name} has no container called "${container}"`
        : gap
          ? `The log of ${pod ?? subject.name} could not be read`
          : `${pod ?? subject.name} has no pod whose log could be read`,
      text: unknown ? `It has ${names.join(', ')}.` : gaps.map(({ why }) => why).join(' '),
      next:
        gap?.next ??
        (unknown ? 'Choose one of them.' : 'Ask why: it may be scaled to zero, or its pods may never have started.'),
      buttons: await buttons(presses),
    }),
  };
}
