import { noticeCard } from '../../cards/notice.ts';
import { pickerCard } from '../../cards/picker.ts';
import type { Gap } from '../../model/gap.ts';
import type { Located } from '../../model/located.ts';
import type { Subject } from '../../model/subject.ts';
import type { Context, Press, Reply } from '../command.ts';

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
  /** The same question about one of the subjects. */
  again(subject: Subject): Press;
  /** The same question about another name. */
  instead(name: string): Press;
  /** What else could be asked about an unknown name. */
  besides?: readonly Press[];
}

/** The one subject that a name means; or the reply that asks which of several, or which other name. */
export async function oneSubject(
  located: Located,
  context: Context,
  question: Question,
): Promise<{ subject: Subject; gaps: Gap[] } | { reply: Reply }> {
  if (located.kind === 'found') return located;
  const settled =
    located.kind === 'ambiguous' ? located.subjects.filter(({ cluster }) => cluster.id === question.clusterId) : [];
  if (settled.length === 1 && settled[0]) return { subject: settled[0], gaps: located.gaps };
  const card =
    located.kind === 'ambiguous'
      ? await whichOne(located, context, question)
      : await whichOther(located, context, question);
  return { reply: { card } };
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
      : near.length === 0 && { next: 'Check the spelling, or ask "cluster health" for the clusters that I can see.' }),
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
