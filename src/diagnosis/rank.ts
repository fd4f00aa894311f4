import type { Finding, ObjectRef } from '../model/finding.ts';
import { isWorkload, type Subject } from '../model/subject.ts';
import type { Suggestion } from '../remediation/suggestion.ts';
import { namedIn } from './focus.ts';
import { foldAlike } from './fold-alike.ts';
import type { Rule } from './rule.ts';
import type { ServiceRoute } from './situation/routes.ts';
import { refOf, type Situation } from './situation/situation.ts';
import type { Workload } from './situation/workload.ts';

/** A finding and the rule that made it. */
export interface Judged {
  finding: Finding<Suggestion>;
  rule: Pick<Rule, 'explains' | 'weight' | 'fits'>;
}

/** A cause that is surer than this explains what it brings about. */
const sure = 0.5;
/** So much of its confidence a finding keeps when another one explains it. */
const explained = 0.4;
/** So much is left of a finding about something that the report's objects do not hang on. */
const aside = 0.75;
/** A mistake that need not hurt is never surer. */
const lintAtMost = 0.35;

/**
 * Orders findings, likeliest cause first: those about other things than the subject hangs on are left out, symptoms
 * give way to the causes that bring them about; of equal ones the rule that explains less is more specific.
 */
export function ranked(judged: readonly Judged[], situation: Situation, subject: Subject): Finding<Suggestion>[] {
  return inOrder(judged, situation, subject).map(({ finding }) => finding);
}

/** The same with the rules that made them. */
export function inOrder(judged: readonly Judged[], situation: Situation, subject: Subject): Judged[] {
  const reach = reachOf(subject, situation);
  const named = namedIn(subject.report, situation);
  const focus = new Set(named.flatMap((it) => [...upstreamOf(it, situation)]));
  const beside = (about: ObjectRef | undefined) => about && focus.size > 0 && !focus.has(key(about));
  const near = judged.filter(({ finding: { about } }) => !about || !reach || reach.has(key(about)));
  const causes = near.filter(({ rule, finding }) => (rule.weight ?? 'cause') === 'cause' && finding.confidence >= sure);
  const ordered = near
    .filter(({ rule }) => rule.weight !== 'all-clear' || causes.length === 0)
    .map(({ finding, rule }) => {
      const confidence = weighed(finding, rule, causes, situation) * (beside(finding.about) ? aside : 1);
      return { finding: { ...finding, confidence }, rule };
    })
    .sort((a, b) => b.finding.confidence - a.finding.confidence || a.rule.explains.length - b.rule.explains.length);
  return foldAlike(ordered);
}

function weighed(
  finding: Finding<Suggestion>,
  rule: Judged['rule'],
  causes: readonly Judged[],
  situation: Situation,
): number {
  if (rule.weight === 'lint') return Math.min(lintAtMost, finding.confidence);
  if (rule.weight !== 'symptom' || !finding.about) return finding.confidence;
  const upstream = upstreamOf(finding.about, situation);
  const isExplained = causes.some(({ finding: { about } }) => about && upstream.has(key(about)));
  return isExplained ? finding.confidence * explained : finding.confidence;
}

/** What a finding may be about for this subject: undefined is anything. */
function reachOf(subject: Subject, situation: Situation): Set<string> | undefined {
  if (subject.kind === 'Cluster' || subject.kind === 'Namespace') return undefined;
  if (!isWorkload(subject)) {
    const here = situation.workloads.filter(({ pods }) => pods.some((pod) => pod.spec?.nodeName === subject.name));
    return new Set([key(subject), ...here.map(key)]);
  }
  const itself = situation.workloads.find((it) => isSame(it, subject));
  return new Set([key(subject), ...(itself ? upstreamOf(itself, situation) : [])]);
}

/** What a workload hangs on, and itself: the Services and workloads it calls, theirs, its nodes, its claims and its namespace. */
function upstreamOf(about: ObjectRef, situation: Situation): ReadonlySet<string> {
  const known = upstreams.get(situation) ?? new Map<string, ReadonlySet<string>>();
  upstreams.set(situation, known);
  const found = known.get(key(about)) ?? walkUp(about, situation);
  known.set(key(about), found);
  return found;
}

/** Each is asked for again and again: by every symptom, and by every closer look. */
const upstreams = new WeakMap<Situation, Map<string, ReadonlySet<string>>>();

function walkUp(about: ObjectRef, situation: Situation): ReadonlySet<string> {
  const todo = situation.workloads.filter((it) => isSame(it, about) || behind(it, about, situation));
  const seen = new Set<string>([key(about), ...todo.map(key)]);
  for (let workload = todo.pop(); workload; workload = todo.pop()) {
    for (const reached of directly(workload, situation)) {
      if (seen.has(key(reached))) continue;
      seen.add(key(reached));
      if ('pods' in reached) todo.push(reached);
    }
  }
  return seen;
}

/** Whether an object stands for the workload: its pod, or the Service in front of it. */
function behind(workload: Workload, about: ObjectRef, { routes }: Situation): boolean {
  if (about.kind === 'Pod') return workload.pods.some((pod) => isSame(refOf('Pod', pod), about));
  const route = about.kind === 'Service' && routes.find((it) => isSame({ ...it, kind: 'Service' }, about));
  return route ? route.workloads.includes(workload) || route.meantFor.includes(workload) : false;
}

function directly(workload: Workload, situation: Situation): (Workload | ObjectRef)[] {
  const { namespace, template, pods } = workload;
  const { calledBy, seenBy, infrontOf } = linksOf(situation);
  const called = calledBy.get(workload) ?? [];
  const own = infrontOf.get(workload) ?? [];
  return [
    { kind: 'Namespace', namespace, name: namespace },
    ...pods.map((pod) => ({ kind: 'Pod', namespace, name: pod.metadata?.name ?? '' })),
    ...pods.flatMap(({ spec }) => (spec?.nodeName ? { kind: 'Node', namespace: '', name: spec.nodeName } : [])),
    ...(template.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
      claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim.claimName } : [],
    ),
    ...[...own, ...called].map((it) => ({ kind: 'Service', namespace: it.namespace, name: it.name })),
    ...called.flatMap((it) => [...it.workloads, ...it.meantFor]),
    ...(seenBy.get(workload) ?? []),
  ];
}

interface Links {
  calledBy: Map<Workload, ServiceRoute[]>;
  seenBy: Map<Workload, Workload[]>;
  infrontOf: Map<Workload, ServiceRoute[]>;
}

const links = new WeakMap<Situation, Links>();

/** Routes by the workloads that call them and that stand behind them: looked up for thousands of workloads. */
function linksOf(situation: Situation): Links {
  const known = links.get(situation);
  if (known) return known;
  const seenBy = new Map<Workload, Workload[]>();
  for (const [from, its] of Map.groupBy(situation.seen ?? [], ({ from }) => from))
    seenBy.set(
      from,
      its.map(({ to }) => to),
    );
  const made: Links = { calledBy: new Map(), seenBy, infrontOf: new Map() };
  const put = (to: Map<Workload, ServiceRoute[]>, workload: Workload, route: ServiceRoute) => {
    const list = to.get(workload);
    if (list) list.push(route);
    else to.set(workload, [route]);
  };
  for (const { from, to } of situation.calls) if (to) put(made.calledBy, from, to);
  for (const route of situation.routes)
    for (const workload of new Set([...route.workloads, ...route.meantFor])) put(made.infrontOf, workload, route);
  links.set(situation, made);
  return made;
}

function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return key(a) === key(b);
}

/** Namespaces name themselves; nodes live in none. */
function key({ kind, namespace, name }: ObjectRef): string {
  return kind === 'Namespace' || kind === 'Node' ? `${kind}//${name}` : `${kind}/${namespace}/${name}`;
}
