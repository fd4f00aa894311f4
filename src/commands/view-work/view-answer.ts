import type { Azure } from '../../azure/azure.ts';
import type { ViewOnCard } from '../../cards/view-list.ts';
import type { Card } from '../../model/card.ts';
import type { Standings } from '../../model/standing.ts';
import type { Subject } from '../../model/subject.ts';
import type { Context, Press, Reply } from '../command.ts';
import { type Asking, askedSubject } from '../naming/asked-subject.ts';
import { threadOf } from '../naming/said-of.ts';
import type { SaidSubject } from '../naming/wanted-subject.ts';
import { whereOf } from '../naming/where-of.ts';
import { pageOf } from './page-of.ts';
import { chosen, orderText, type SaidView, type Sortable } from './view-fields.ts';

/** A view of a subject, whatever its rows are. */
export interface View<Row extends Sortable> {
  verb: string;
  read(azure: Azure, subject: Subject, now: Date): Promise<Standings<Row>>;
  /** Undefined for what lives in no namespace: then only who may see the whole place may see it. */
  namespaceOf?(row: Row): string;
  /** Where a row leads. */
  into(row: Row, subject: Subject): Press;
  /** What is asked next about the whole of it, which `place` names; two at most. */
  next(subject: Subject, place: Record<string, unknown>): Press[];
  card(view: ViewOnCard<Row>): Card;
}

type Said = SaidSubject & SaidView & { clusterId?: string | undefined; node?: string | undefined };

/** The answer to a view's question: of a place that somebody sees in part, what he may see of it. */
export async function viewAnswer<Row extends Sortable>(said: Said, context: Context, view: View<Row>): Promise<Reply> {
  const { only, by } = said;
  const kept = { ...(only !== undefined && { only }), ...(by !== undefined && { by }) };
  const { verb, namespaceOf } = view;
  const one = await subjectOf(said, context, { verb, kept, ...(namespaceOf && { inPart: true }) });
  if ('reply' in one) return one.reply;
  const { subject, isPart } = one;
  const now = context.clock.now();
  const read = await view.read(context.azure, subject, now);
  const of = isPart && namespaceOf ? await seenOf(read, namespaceOf, context) : read.rows;
  const rows = chosen(of, { only, by });
  const place = exactly(subject);
  const same = { ...kept, ...place };
  const page = pageOf(rows, said.before, { verb, input: same });
  // Where two clusters have one name, its id goes along.
  const sure = (press: Press): Press =>
    said.clusterId === undefined ? press : { ...press, input: { ...press.input, clusterId: said.clusterId } };
  const presses = page.rows.map((row) => view.into(row, subject));
  const prepared = await context.buttons(
    [
      ...presses,
      ...page.turns,
      ...view.next(subject, place),
      { title: 'Look again', verb, input: same, replaces: true },
    ].map(sure),
  );
  return {
    card: view.card({
      ...read,
      ...{ rows, of, gaps: [...one.gaps, ...read.gaps], before: page.before, now },
      shown: page.rows.map((row, n) => ({ row, button: prepared[n] })),
      ...{ filter: only ?? '', order: orderText({ by }), limited: isPart ?? false },
      buttons: prepared.slice(presses.length),
    }),
    about: threadOf(subject),
  };
}

/** The rows of the namespaces that the person may see. Throws Refused when there are none: it then is a place like any other. */
async function seenOf<Row>(
  { subject, rows }: Standings<Row>,
  namespaceOf: (row: Row) => string,
  { permit, permitted }: Context,
): Promise<Row[]> {
  const all = [...new Set(rows.map(namespaceOf))];
  const open = new Set(await permitted(all, (namespace) => whereOf(subject, namespace)));
  if (open.size === 0) await permit(whereOf(subject));
  return rows.filter((row) => open.has(namespaceOf(row)));
}

/** A node that a row names is looked up nowhere: where the API cannot be reached, only what runs on it tells of it. */
async function subjectOf(said: Said, context: Context, asking: Asking): ReturnType<typeof askedSubject> {
  const { only: _only, by: _by, before: _before, clusterId, node, ...place } = said;
  const wanted: SaidSubject = node === undefined ? place : { kind: 'Cluster', cluster: place.cluster };
  const kept = { ...asking.kept, ...(node !== undefined && { node }) };
  const one = await askedSubject(wanted, context, { ...asking, kept, clusterId });
  if ('reply' in one || node === undefined) return one;
  return { ...one, subject: { ...one.subject, kind: 'Node', name: node } };
}

/** The input that names exactly this subject: a cluster and a node by the fields that are their own. */
function exactly({ kind, name, namespace, cluster }: Subject): Record<string, unknown> {
  return {
    ...(kind === 'Node' ? { node: name } : kind === 'Cluster' ? {} : { kind, workload: name }),
    cluster: cluster.name,
    ...(namespace !== '' && { namespace }),
  };
}
