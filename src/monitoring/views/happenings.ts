import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { eventHistory } from '../../evidence/event-history.ts';
import { events } from '../../evidence/events.ts';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { pods } from '../../evidence/pods.ts';
import { childNames } from '../../evidence/workspace/generated-names.ts';
import type { EventGroup, EventList } from '../../model/event-list.ts';
import type { Window } from '../../model/evidence.ts';
import { isWorkload, type Subject } from '../../model/subject.ts';

const parts = { events, eventHistory, pods };

/** What happened to a subject and what belongs to it, newest first: live events, and what the logs remember of those that the cluster forgot. */
export async function happenings(azure: Azure, subject: Subject, window: Window): Promise<EventList> {
  const { evidence, gaps } = await gather(parts, azure, subject, window);
  const concerns = concerning(subject, evidence.pods?.value ?? []);
  const live = (evidence.events?.value ?? []).filter(concerns);
  const known = new Set(live.map(sameAs));
  const remembered = (evidence.eventHistory?.value ?? []).filter((it) => concerns(it) && !known.has(sameAs(it)));
  return {
    subject,
    groups: grouped([...live, ...remembered]),
    evidence: [evidence.events, evidence.eventHistory].flatMap((it) => it ?? []),
    gaps,
  };
}

/** Whether an event is about the subject: itself, what its controllers make (also what is gone), its claims, and warnings of its nodes. */
function concerning(subject: Subject, inReach: NonNullable<Evidenced['value']>): (event: EventFact) => boolean {
  const { kind, name, namespace } = subject;
  if (kind === 'Cluster') return () => true;
  if (kind === 'Namespace') return ({ object }) => object.namespace === namespace && object.kind !== 'Node';
  if (kind === 'Node') return ({ object, message }) => object.name === name || message.includes(name);
  const child = new RegExp(childNames(subject));
  const own = inReach.filter((pod) => pod.metadata?.name === name || child.test(pod.metadata?.name ?? ''));
  const nodes = new Set(own.map((pod) => pod.spec?.nodeName));
  const claims = new Set(own.flatMap((pod) => pod.spec?.volumes?.map((it) => it.persistentVolumeClaim?.claimName)));
  return ({ object, type }) => {
    if (object.kind === 'Node') return isWorkload(subject) && nodes.has(object.name) && type !== 'Normal';
    if (object.namespace !== namespace) return false;
    if (object.kind === 'PersistentVolumeClaim') return claims.has(object.name);
    return object.name === name || child.test(object.name);
  };
}

type Evidenced = Awaited<ReturnType<typeof pods.collect>>;

function sameAs({ reason, message, object }: EventFact): string {
  return [object.kind, object.name, reason, message].join('\n');
}

/** Events of one reason about one kind of object, whose messages differ in names and numbers only. */
function grouped(facts: readonly EventFact[]): EventGroup[] {
  const groups = Map.groupBy(facts, ({ reason, type, object, message }) =>
    [type, reason, object.kind, kindOf(message, object.name)].join('\n'),
  );
  return [...groups.values()]
    .map((those) => {
      const sorted = those.toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
      const [newest] = sorted;
      const objects = new Map(sorted.map(({ object }) => [object.name, object]));
      return {
        type: newest?.type ?? '',
        reason: newest?.reason ?? '',
        message: newest?.message ?? '',
        count: those.reduce((sum, { count }) => sum + count, 0),
        objects: [...objects.values()],
        firstAt: new Date(Math.min(...those.map(({ firstAt }) => firstAt.getTime()))),
        lastAt: newest?.lastAt ?? new Date(0),
      };
    })
    .sort((a, b) => moment(b) - moment(a) || rank(a) - rank(b) || b.lastAt.getTime() - a.lastAt.getTime());
}

/** What happened within the same five minutes happened together: of that, warnings come first. */
function moment({ lastAt }: EventGroup): number {
  return Math.floor(lastAt.getTime() / 300_000);
}

function rank({ type }: EventGroup): number {
  return type === 'Normal' ? 1 : 0;
}

function kindOf(message: string, name: string): string {
  return message
    .replaceAll(name, '#')
    .replace(/\b[0-9a-f-]{8,}\b/gi, '#')
    .replace(/[a-z0-9-]+-[a-z0-9]{5}\b/g, '#')
    .replace(/\d+/g, '#');
}
