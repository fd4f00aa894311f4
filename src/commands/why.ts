import { z } from 'zod';
import { diagnosisCard } from '../cards/diagnosis.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Button } from '../model/card.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { changesIn, type Finding, type ObjectRef, type SuggestedChange } from '../model/finding.ts';
import { type ClusterRef, isOneThing, isWorkload, type Subject, type Symptom, symptoms } from '../model/subject.ts';
import { type Context, defineCommand, type Press } from './command.ts';
import { numberMeant } from './incident-work/number-meant.ts';
import { says } from './language/field.ts';
import {
  clusterField,
  clusterIdField,
  kindField,
  namespaceField,
  placesField,
  workloadField,
} from './language/shared-fields.ts';
import { symptomNoise, symptomWords } from './language/symptom-words.ts';
import { askedSubject } from './naming/asked-subject.ts';
import { isKind, saidOf, threadOf } from './naming/said-of.ts';

const hours = 24;
/** Beside them the questions that one asks next still have room. */
const mostChanges = 2;

const input = z.object({
  symptom: z
    .enum(symptoms)
    .optional()
    .meta(says({ is: 'choice', noun: 'symptom', words: symptomWords, idle: symptomNoise, implies: true })),
  kind: kindField,
  workload: workloadField,
  cluster: clusterField,
  namespace: namespaceField,
  clusterId: clusterIdField,
  places: placesField,
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
      'up with',
      'what is going on',
      'going on',
    ],
  ],
  usage: 'why [symptom] [<workload|node|namespace|cluster>] [cluster=<name>] [ns=<namespace>] | why <incident>',
  summary: 'Why something restarts, fails or waits, with the evidence.',
  examples: ['why OOMKilled payments-api', 'what is wrong in payments?', 'why is prod-weu failing'],
  role: 'viewer',
  input,
  doing: (said) => `Looking into ${asked(said)}`,
  async run(said, context) {
    const { azure, clock, buttons, typed } = context;
    const now = clock.now();
    const { symptom, clusterId } = said;
    const kept = symptom === undefined ? {} : { symptom };
    const meant = await numberMeant(said, context);
    const one = await askedSubject(meant.said, meant.known, { verb: 'why', kept, clusterId });
    if ('reply' in one) return one.reply;
    const subject = { ...one.subject, ...(typed !== undefined && { report: typed }) };
    const window = { from: new Date(now.getTime() - hours * 3_600_000), to: now };
    const diagnosis = await diagnose(azure, subject, symptom, window);
    const seen = { ...diagnosis, gaps: [...one.gaps, ...diagnosis.gaps] };
    const below = await buttons(followUps(seen, said));
    const closer = await closerButtons(seen, context);
    return {
      card: diagnosisCard(seen, { now: clock.now(), buttons: below, closer: (finding) => closer.get(finding) }),
      about: threadOf(subject),
    };
  },
});

/** What a person asks next, what is looked into most often first: six actions fit on a card. */
function followUps({ subject, findings }: Diagnosis, { symptom, clusterId }: WhyInput): Press[] {
  const said = saidOf(subject);
  const changes = changesIn(findings[0]?.suggestions ?? [])
    .slice(0, mostChanges)
    .map(asPress);
  const same = {
    ...(symptom !== undefined && { symptom }),
    ...said,
    ...(clusterId !== undefined && { clusterId }),
  };
  const again: Press = { title: 'Look again', verb: 'why', input: same, replaces: true };
  const events: Press = { title: 'Events', verb: 'events', input: said };
  if (isWorkload(subject))
    return [
      ...changes,
      { title: 'Logs', verb: 'logs', input: said },
      events,
      { title: 'Show YAML', verb: 'show yaml', input: said },
      again,
    ];
  const health: Press = { title: 'Cluster health', verb: 'cluster health', input: { cluster: subject.cluster.name } };
  if (subject.kind === 'Node')
    return [...changes, events, { title: 'Show YAML', verb: 'show yaml', input: said }, health, again];
  return [...changes, ...first(subject, findings), health, again];
}

/** What proposes a change that a finding suggests. */
function asPress({ title, action, input }: SuggestedChange): Press {
  return { title, verb: 'propose', input: { action, input } };
}

/** What a wide answer blames first was looked into already: its log, events and YAML come next; of other things, why. */
function first({ cluster, name: place }: Subject, [finding]: Diagnosis['findings']): Press[] {
  const { about } = finding ?? {};
  if (!about || about.name === place || !isKind(about.kind)) return [];
  const { kind, namespace, name } = about;
  const blamed: Subject = { cluster, kind, namespace, name };
  const input = saidOf(blamed);
  const look = (title: string, verb: string): Press => ({ title: `${title} ${name}`, verb, input });
  if (!isWorkload(blamed) && kind !== 'Node') return [closer(cluster, about) ?? []].flat();
  return [...(kind === 'Node' ? [] : [look('Logs', 'logs')]), look('Events', 'events'), look('YAML', 'show yaml')];
}

/** For each other finding of a wide answer what looks closer at its object, where that can be asked about. */
async function closerButtons({ subject, findings }: Diagnosis, { buttons }: Context): Promise<Map<Finding, Button>> {
  const presses = findings.slice(1, 8).flatMap((finding) => {
    const press = finding.about && !isOneThing(subject) ? closer(subject.cluster, finding.about) : undefined;
    return press ? [{ finding, press }] : [];
  });
  const prepared = await buttons(presses.map(({ press }) => press));
  return new Map(presses.flatMap(({ finding }, n) => (prepared[n] ? [[finding, prepared[n]] as const] : [])));
}

function closer(cluster: ClusterRef, { kind, namespace, name }: ObjectRef): Press | undefined {
  if (!isKind(kind) || kind === 'Cluster') return undefined;
  return { title: `Why ${name}`, verb: 'why', input: saidOf({ cluster, kind, namespace, name }) };
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

function asked({ workload, symptom, kind, namespace, cluster, places }: Record<string, unknown>): string {
  const [place] = Array.isArray(places) ? places : [];
  const wide = kind === 'Cluster' ? 'the cluster' : kind === 'Namespace' ? 'the namespace' : 'what is wrong';
  const name = workload ?? namespace ?? place ?? cluster;
  const past = pasts[symptom as Symptom];
  if (name === undefined) return wide;
  return past === undefined ? String(name) : `why ${String(name)} ${past}`;
}
