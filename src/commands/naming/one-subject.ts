import { noticeCard } from '../../cards/notice.ts';
import { pickerCard } from '../../cards/picker.ts';
import type { Gap } from '../../model/gap.ts';
import type { Located } from '../../model/located.ts';
import type { Subject } from '../../model/subject.ts';
import type { Context, Press, Reply } from '../command.ts';
import { everywhere } from '../people/scope.ts';
import { gapsFor } from './gaps-for.ts';
import { whereOf } from './where-of.ts';

const mostChoices = 6;

/** How a question goes on when a name was not one thing. */
export interface Question {
  noun: string;
  /** As it was said; undefined when nothing was. */
  name: string | undefined;
  /** Where it was looked for, when that was said ("prod-neu"). */
  place?: string | undefined;
  /** ARM id of the cluster, when a press settled it. */
  clusterId?: string | undefined;
  /** The namespace in the cluster that it is about, where the subject is the cluster. */
  namespace?: string | undefined;
  /** Whether a subject is in the namespace that was said, where one was. */
  isWhereSaid?(subject: Subject): boolean;
  /** The same question about one of the subjects. */
  again(subject: Subject): Press;
  /** The same question about another name. */
  instead(name: string): Press;
  /** What else could be asked about an unknown name. */
  besides?: readonly Press[];
}

/**
 * The one subject that a name means, when the person may ask about it; or the reply that asks which of several, or which
 * other name. Throws Refused. To who is limited to some places, other places do not exist: not in a choice, not as a hint.
 */
export async function oneSubject(
  located: Located,
  context: Context,
  question: Question,
): Promise<{ subject: Subject; gaps: Gap[] } | { reply: Reply }> {
  const place = (subject: Subject) => whereOf(subject, question.namespace);
  if (located.kind === 'unknown') {
    await context.permit(everywhere);
    return { reply: { card: await whichOther(located, context, question) } };
  }
  const all = located.kind === 'found' ? [located.subject] : located.subjects;
  const open = await context.permitted(all, place);
  // What is refused is one of them all the same: `permit` knows why.
  const one = open.length === 0 ? all[0] : meant(open, located, question);
  if (one) await context.permit(place(one));
  const gaps = await gapsFor(located.gaps, context);
  if (!one) return { reply: { card: await whichOne({ subjects: open, gaps }, context, question) } };
  return { subject: one, gaps };
}

/** The one that needs no choice; a name that was found elsewhere than was said is offered rather than taken. */
function meant(open: Subject[], located: Located, { clusterId, isWhereSaid }: Question): Subject | undefined {
  const [first, another] = open;
  if (located.kind === 'found') return first;
  const [settled, other] = open.filter(({ cluster }) => cluster.id === clusterId);
  if (settled && !other) return settled;
  // Of several, this person may ask about one.
  const isLeft = first && !another && located.kind === 'ambiguous' && located.subjects.length > 1;
  return isLeft && (isWhereSaid?.(first) ?? true) ? first : undefined;
}

async function whichOne(
  { subjects, gaps }: { subjects: Subject[]; gaps: Gap[] },
  { buttons }: Context,
  { noun, name, again }: Question,
) {
  const shown = subjects.slice(0, mostChoices);
  const twins =
    new Set(subjects.map(({ cluster }) => cluster.name)).size < new Set(subjects.map(({ cluster }) => cluster.id)).size;
  const prepared = await buttons(
    shown.map((subject) => {
      const { title, verb, input } = again(subject);
      return { title, verb, input: { ...input, ...(twins && { clusterId: subject.cluster.id }) }, replaces: true };
    }),
  );
  const choices = shown.flatMap((subject, n) => {
    const button = prepared[n];
    return button ? [{ label: label(subject), detail: detail(subject), button }] : [];
  });
  const asked =
    name === undefined ? `Which ${noun}?` : subjects.length === 1 ? `Did you mean this "${name}"?` : `Which "${name}"?`;
  return pickerCard({ question: `${asked}${unsearched(gaps)}`, choices, more: subjects.length - shown.length });
}

async function whichOther(
  { closest, gaps }: { closest: string[]; gaps: Gap[] },
  { buttons }: Context,
  { noun, name, place, instead, besides }: Question,
) {
  const near = closest.slice(0, mostChoices).map((it) => ({ ...instead(it), replaces: true }));
  const [gap] = gaps;
  return noticeCard({
    level: 'warning',
    title:
      name === undefined ? `I can see no ${noun}` : `I found no ${noun} called "${name}"${place ? ` in ${place}` : ''}`,
    text: [
      near.length > 0 ? `Did you mean ${closest.slice(0, mostChoices).join(' or ')}?` : '',
      unsearched(gaps).trim(),
    ]
      .filter(Boolean)
      .join(' '),
    ...(gap
      ? { next: gap.next }
      : near.length === 0 && { next: 'Check the spelling, or ask "clusters" for those that I can see.' }),
    buttons: await buttons([...near, ...(besides ?? [])].slice(0, mostChoices)),
  });
}

function unsearched(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return '';
  return ` I could not read ${gaps
    .slice(0, 3)
    .map((gap) => gap.what)
    .join(', ')}${gaps.length > 3 ? ` and ${gaps.length - 3} more` : ''}.`;
}

function label({ cluster, namespace, name, kind }: Subject): string {
  if (kind === 'Namespace') return `${name} in ${cluster.name}`;
  return kind === 'Cluster' ? cluster.name : `${name} in ${[cluster.name, namespace].filter(Boolean).join(' / ')}`;
}

function detail({ cluster, kind }: Subject): string {
  return [kind === 'Cluster' ? undefined : kind, cluster.environment, cluster.location, cluster.resourceGroup]
    .filter(Boolean)
    .join(' · ');
}
