import type { Button, Card } from '../model/card.ts';
import type { Stand, Standings } from '../model/standing.ts';
import { isSystemNamespace } from '../model/system-namespace.ts';
import { basisOf } from './basis.ts';
import { plain } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { listLevel, listVerdict, standCounts } from './stand-counts.ts';
import { type StandingRow, standingListCard } from './standing-list.ts';
import { viewAddress, viewPlace } from './view-place.ts';

/** A page of a monitoring view. */
export interface ViewOnCard<Row> extends Standings<Row> {
  /** The page's rows, each with a button that leads on. */
  shown: readonly { row: Row; button?: Button | undefined }[];
  before: number;
  /** What the list is narrowed to, beside its place; empty when it is not. */
  filter: string;
  /** How the rows are sorted, where not by trouble. */
  order?: string | undefined;
  /** All that are there, where `rows` are only some of them. */
  of: readonly Row[];
  /** Whether the person sees some namespaces only. */
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

/** How a view shows its rows; what it gives is finished and safe to show. */
export interface ViewWords<Row> {
  /** One of them: "node". */
  noun: string;
  /** As the first line names it; not safe yet. */
  name(row: Row): string;
  /** Undefined for what lives in no namespace: nothing is then told apart. */
  namespace?(row: Row): string;
  row(row: Row): Omit<StandingRow, 'level' | 'button'>;
}

/** The card of a monitoring view of one cluster. */
export function viewListCard<Row extends Stand>(o: ViewOnCard<Row>, words: ViewWords<Row>): Card {
  const { subject, isRead, of, evidence, gaps, now } = o;
  const { noun, name } = words;
  const counts = standCounts(of);
  return standingListCard({
    level: of.length === 0 && isRead ? 'info' : listLevel(counts),
    verdict: listVerdict(of, { noun, place: viewPlace(subject), isRead, name }),
    states: [
      ...(words.namespace && of.length > 0 ? [apart(of, words.namespace, noun)] : []),
      ...(o.notes ?? []).map((it) => plain(it, 200)),
      ...(o.filter === '' ? [] : [`Only ${plain(o.filter, 120)}`]),
      viewAddress(subject),
    ],
    ...(of.length > 1 && { counts }),
    rows: o.shown.map(({ row, button }) => {
      const { flag, ...shown } = words.row(row);
      const own = words.namespace && isSystemNamespace(words.namespace(row)) ? 'system' : flag;
      return { level: row.level, ...shown, ...(own !== undefined && { flag: own }), button };
    }),
    ...{ noun, all: o.rows.length, before: o.before, order: o.order, gaps, gapsOpen: !isRead },
    limited: o.limited,
    basis: basisOf(evidence, now),
    buttons: [...o.buttons, { title: 'Open the cluster', url: resourceLink(subject.cluster.id) }],
  });
}

/** "User pods: 48, 3 in trouble. System pods: 31, all well." */
function apart<Row extends Stand>(all: readonly Row[], namespaceOf: (row: Row) => string, noun: string): string {
  const [system, user] = [true, false].map((isSystem) =>
    all.filter((it) => isSystemNamespace(namespaceOf(it)) === isSystem),
  );
  const part = (which: string, those: readonly Row[] = []) => {
    const bad = those.filter(({ level }) => level === 'attention' || level === 'warning').length;
    return those.length === 0
      ? []
      : [`${counted(those.length, `${which} ${noun}`)}, ${bad === 0 ? 'none' : bad} in trouble`];
  };
  return [...part('user', user), ...part('system', system)].join(' · ');
}
