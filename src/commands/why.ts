import { z } from 'zod';
import { diagnosisCard } from '../cards/diagnosis.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Wanted } from '../diagnosis/locate-workload.ts';
import { type Subject, type Symptom, symptoms } from '../model/subject.ts';
import { defineCommand, type Press } from './command.ts';
import { says } from './language/field.ts';
import { kinds, kindWords } from './language/kind-words.ts';
import { clusterField, clusterIdField, namespaceField, nameText } from './language/shared-fields.ts';
import { symptomNoise, symptomWords } from './language/symptom-words.ts';
import { oneSubject } from './naming/one-subject.ts';
import { type Sought, wantedWorkload } from './naming/wanted-workload.ts';

const hours = 24;

const input = z.object({
  symptom: z
    .enum(symptoms)
    .optional()
    .meta(says({ is: 'choice', noun: 'symptom', words: symptomWords, idle: symptomNoise, implies: true })),
  kind: z
    .enum(kinds)
    .optional()
    .meta(says({ is: 'choice', noun: 'kind', words: kindWords })),
  workload: nameText.meta(
    says({
      is: 'name',
      noun: 'workload',
      keys: ['workload', 'app', 'service'],
      after: ['with', 'of', 'for'],
      bare: true,
      path: ['cluster', 'namespace'],
      remembered: 'workload',
    }),
  ),
  cluster: clusterField,
  namespace: namespaceField,
  clusterId: clusterIdField,
  places: z
    .array(nameText)
    .max(2)
    .optional()
    .meta(says({ is: 'places', noun: 'place', after: ['in', 'on', 'at', 'inside', 'within', 'from'], bare: true })),
});

export type WhyInput = z.infer<typeof input>;

/** Why something is as it is: findings with their evidence. */
export const why = defineCommand({
  name: 'why',
  synonyms: [
    ...[
      'why is',
      'diagnose',
      'diagnosis',
      'explain',
      'reason',
      'cause',
      'root cause',
      'wrong',
      'what happened',
      'happened',
      'happening',
      'happens',
    ],
    ...[
      'problem',
      'problems',
      'issue',
      'issues',
      'troubleshoot',
      'debug',
      'investigate',
      'analyse',
      'analyze',
      'what is up with',
    ],
  ],
  usage: 'why [symptom] <workload> [cluster=<name>] [ns=<namespace>]',
  summary: 'Why a workload restarts, fails or waits, with the evidence.',
  examples: ['why OOMKilled payments-api', "what's wrong with payments-api?", 'why payments-api in prod-weu'],
  role: 'viewer',
  input,
  doing: ({ workload, symptom }) => `Looking into ${asked(workload === undefined ? 'it' : String(workload), symptom)}`,
  async run(said, context) {
    const { azure, clock, buttons } = context;
    const now = clock.now();
    const { about: sought, wanted, located } = await wantedWorkload(said, context);
    const one = await oneSubject(located, context, {
      noun: sought === 'cluster' ? sought : (wanted.kind?.toLowerCase() ?? sought),
      name: sought === 'cluster' ? wanted.cluster : wanted.name,
      clusterId: said.clusterId,
      place: sought === 'cluster' ? undefined : wanted.cluster,
      again: (subject) => ({ title: subject.name, verb: 'why', input: about(subject, said.symptom) }),
      instead: (name) => ({ title: name, verb: 'why', input: insteadOf(name, sought, wanted, said.symptom) }),
      besides: elsewhere(sought, wanted, said.symptom),
    });
    if ('reply' in one) return one.reply;
    const { subject } = one;
    const window = { from: new Date(now.getTime() - hours * 3_600_000), to: now };
    const diagnosis = await diagnose(azure, subject, said.symptom, window);
    const seen = { ...diagnosis, gaps: [...one.gaps, ...diagnosis.gaps] };
    const { workload, namespace, cluster } = about(subject, undefined);
    return {
      card: diagnosisCard(seen, { now: clock.now(), buttons: await buttons(followUps(subject, said)) }),
      about: { cluster, ...(namespace !== undefined && { namespace }), workload },
    };
  },
});

/** The question about exactly this subject. */
function about({ cluster, namespace, name, kind }: Subject, symptom: Symptom | undefined) {
  return {
    ...(symptom !== undefined && { symptom }),
    ...(isKind(kind) && { kind }),
    workload: name,
    cluster: cluster.name,
    ...(namespace !== '' && { namespace }),
  };
}

/** What a person asks next: how the whole cluster is, what is known of the images that run, and whether it is over. */
function followUps(subject: Subject, { symptom, clusterId }: WhyInput): Press[] {
  const { workload, namespace, cluster } = about(subject, undefined);
  const images = { title: 'Scan image', verb: 'scan image', input: { workload, namespace, cluster } };
  const same = { ...about(subject, symptom), ...(clusterId !== undefined && { clusterId }) };
  return [
    { title: 'Cluster health', verb: 'cluster health', input: { cluster } },
    ...(subject.kind === 'Node' ? [] : [images]),
    { title: 'Look again', verb: 'why', input: same, replaces: true },
  ];
}

function insteadOf(name: string, sought: Sought['about'], wanted: Wanted, symptom: Symptom | undefined) {
  const { name: workload, ...place } = wanted;
  const other = sought === 'cluster' ? { workload, cluster: name } : { workload: name };
  return { ...place, ...(symptom !== undefined && { symptom }), ...other };
}

/** Somebody may have named the wrong cluster: the same question over all of them. */
function elsewhere(sought: Sought['about'], { name, cluster }: Wanted, symptom: Symptom | undefined): Press[] {
  if (sought === 'cluster' || cluster === undefined) return [];
  const input = { ...(symptom !== undefined && { symptom }), workload: name };
  return [{ title: 'Look in every cluster', verb: 'why', input, replaces: true }];
}

function isKind(kind: string): kind is (typeof kinds)[number] {
  return kinds.some((it) => it === kind);
}

const pasts: Readonly<Partial<Record<Symptom, string>>> = {
  OOMKilled: 'was OOMKilled',
  CrashLoopBackOff: 'crashes',
  ImagePullBackOff: 'cannot pull its image',
  Evicted: 'was evicted',
  Pending: 'is pending',
  NotReady: 'is not ready',
  Unreachable: 'cannot be reached',
  Failing: 'fails',
  Slow: 'is slow',
};

function asked(workload: string, symptom: unknown): string {
  const past = pasts[symptom as Symptom];
  return past === undefined ? workload : `why ${workload} ${past}`;
}
