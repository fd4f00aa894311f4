import { type Kysely, sql, type Transaction } from 'kysely';
import type { AlertSeverity } from '../model/alert.ts';
import type { SuggestedChange } from '../model/finding.ts';
import type { Incident } from '../model/incident.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** What was told of an incident's alerts the last time: their rows' ids, and when. */
export interface Told {
  firing: number[];
  resolved: number[];
  muted: number[];
  at: Date;
}

/** An incident as it is kept. */
export interface StoredIncident extends Incident {
  told?: Told;
  /** Key of the route that it came by. */
  route: string;
  /** What the diagnosis said, finished for the card; undefined until there is one. */
  diagnosis?: {
    at: Date;
    sentence: string;
    lines: string[];
    around?: string[];
    code: string;
    changes?: SuggestedChange[];
  };
  /** What its alerts are about, where that was found out: Kubernetes kind and names. */
  subject?: { cluster: string; kind: string; namespace: string; name: string };
  /** How bad it was when it was snoozed: one that gets worse is heard again. */
  snoozedAs?: AlertSeverity;
  /** When its card, or the digest's, first showed it; undefined: not yet, or it was over before. */
  toldAt?: Date;
  /** The digest that tells of it instead of a card of its own. */
  digest?: number;
  /** Counts writes: who changes what he has not seen is told so. */
  version: number;
}

/** An incident that has no number yet. */
export type NewIncident = Omit<StoredIncident, 'number' | 'version'>;

type Row = Schema['incidents'] & { number: number };

/** As much of an incident as says whether an alert belongs to it. */
export type IncidentState = Pick<StoredIncident, 'number' | 'status' | 'resolvedAt'> & { isQuiet: boolean };

/** How the newest incident of each of these keys stands; it is held until the transaction ends. */
export async function newestIncidents(
  transaction: Transaction<Schema>,
  engine: Engine,
  keys: readonly string[],
): Promise<Map<string, IncidentState>> {
  const found = new Map<string, IncidentState>();
  if (keys.length === 0) return found;
  const held = engine === 'postgres' ? sql`for update` : sql``;
  // Not the body: that of an incident of thousands of alerts is long, and each of them asks.
  const { rows } = await sql<Pick<Row, 'number' | 'key' | 'status' | 'resolved_at' | 'quiet_since'>>`
    select number, key, status, resolved_at, quiet_since from incidents where number in (
      select max(number) from incidents where key in (${sql.join([...new Set(keys)])}) group by key) ${held}`.execute(
    transaction,
  );
  for (const { number, key, status, resolved_at, quiet_since } of rows) {
    const resolvedAt = resolved_at > 0 ? { resolvedAt: new Date(resolved_at) } : {};
    found.set(key, {
      number: Number(number),
      status: status as StoredIncident['status'],
      isQuiet: quiet_since > 0,
      ...resolvedAt,
    });
  }
  return found;
}

/** So many rows go into one statement: SQLite takes 32,766 values in one. */
const rowsAtOnce = 500;

/** Opens incidents; answers them with their numbers, in the order in which they were given. No two may have the same key. */
export async function beginIncidents(
  transaction: Transaction<Schema>,
  incidents: readonly NewIncident[],
): Promise<StoredIncident[]> {
  const numbers = new Map<string, number>();
  for (let i = 0; i < incidents.length; i += rowsAtOnce) {
    const values = incidents.slice(i, i + rowsAtOnce).map((it) => {
      const { key, status, severity, conversation, openedAt, alerts } = it;
      return sql`(${key}, ${status}, ${severity}, ${conversation}, ${openedAt.getTime()}, 0, 0, 0, ${partOf(it)},
        ${alerts.firing}, ${JSON.stringify(it)})`;
    });
    const { rows } = await sql<{ number: number; key: string }>`
      insert into incidents (key, status, severity, conversation, opened_at, resolved_at, told_at, digest, part, firing, body)
      values ${sql.join(values)} returning number, key`.execute(transaction);
    for (const { number, key } of rows) numbers.set(key, Number(number));
  }
  return incidents.map((it) => ({ ...it, number: numbers.get(it.key) ?? 0, version: 1 }));
}

/** Opens an incident; answers it with its number. */
export async function openIncident(transaction: Transaction<Schema>, incident: NewIncident): Promise<StoredIncident> {
  const [opened] = await beginIncidents(transaction, [incident]);
  if (!opened) throw new Error('the database answered no number');
  return opened;
}

/** Writes an incident; false when somebody else has written it since it was read. */
export async function saveIncident(transaction: Transaction<Schema>, incident: StoredIncident): Promise<boolean> {
  const { number, version, ...body } = incident;
  const { key, status, severity, conversation, openedAt, resolvedAt, toldAt, digest, alerts, quietSince } = body;
  const { numAffectedRows } = await sql`update incidents set key = ${key}, status = ${status}, severity = ${severity},
      conversation = ${conversation}, opened_at = ${openedAt.getTime()}, resolved_at = ${resolvedAt?.getTime() ?? 0},
      told_at = ${toldAt?.getTime() ?? 0}, digest = ${digest ?? 0}, firing = ${alerts.firing}, part = ${partOf(body)},
      quiet_since = ${quietSince?.getTime() ?? 0}, body = ${JSON.stringify(body)}, version = version + 1
    where number = ${number} and version = ${version}`.execute(transaction);
  return Number(numAffectedRows ?? 0) > 0;
}

/** One of them, held until the transaction ends; undefined when there is none with this number. */
export async function incidentToChange(
  transaction: Transaction<Schema>,
  engine: Engine,
  number: number,
): Promise<StoredIncident | undefined> {
  const held = engine === 'postgres' ? sql`for update` : sql``;
  const { rows } = await sql<Row>`select * from incidents where number = ${number} ${held}`.execute(transaction);
  return rows[0] && incidentOf(rows[0]);
}

/** One of them, to be looked at. */
export async function incident(database: Kysely<Schema>, number: number): Promise<StoredIncident | undefined> {
  const { rows } = await sql<Row>`select * from incidents where number = ${number}`.execute(database);
  return rows[0] && incidentOf(rows[0]);
}

/** Those that are not over, the newest first, and how many there are. */
export async function openIncidents(
  database: Kysely<Schema>,
  o: { conversation?: string; limit: number },
): Promise<{ incidents: StoredIncident[]; count: number }> {
  const here = o.conversation === undefined ? sql`1 = 1` : sql`conversation = ${o.conversation}`;
  const { rows } = await sql<Row>`select * from incidents where status <> 'resolved' and ${here}
    order by number desc limit ${o.limit}`.execute(database);
  const count = await sql<{ n: number }>`select count(*) as n from incidents
    where status <> 'resolved' and ${here}`.execute(database);
  return { incidents: rows.map(incidentOf), count: Number(count.rows[0]?.n ?? 0) };
}

/** The newest incidents, those that are open, that are over, or all; so many at most. */
export async function newestOf(
  database: Kysely<Schema>,
  o: { which: 'open' | 'over' | 'all'; limit: number },
): Promise<StoredIncident[]> {
  const wanted = { open: sql`status <> 'resolved'`, over: sql`status = 'resolved'`, all: sql`1 = 1` }[o.which];
  // Of very many the critical ones are among those that are read.
  const first = o.which === 'open' ? sql`case when severity = 'critical' then 0 else 1 end,` : sql``;
  const { rows } = await sql<Row>`select * from incidents where ${wanted}
    order by ${first} number desc limit ${o.limit}`.execute(database);
  return rows.map(incidentOf);
}

/** Those of one cluster and namespace that are not over, the newest first, held until the transaction ends. */
export async function openInPlace(
  transaction: Transaction<Schema>,
  engine: Engine,
  { cluster = '', namespace = '' }: { cluster?: string | undefined; namespace?: string | undefined },
  limit: number,
): Promise<StoredIncident[]> {
  const held = engine === 'postgres' ? sql`for update` : sql``;
  const place = `,${JSON.stringify(cluster)},${JSON.stringify(namespace)}]`;
  const { rows } = await sql<Row>`select * from incidents where status <> 'resolved' and part like ${`%${place}`}
    order by number desc limit ${limit} ${held}`.execute(transaction);
  // What "like" takes for a wildcard stands for itself in a name.
  return rows.filter(({ part }) => part.endsWith(place)).map(incidentOf);
}

/** More are not counted: who asks wants to know whether there are many. */
const mostCounted = 1_000;

/** How many incidents of a conversation were opened since a time; 1,000 stands for that many and more. */
export async function openedSince(database: Kysely<Schema>, conversation: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1 from incidents
    where conversation = ${conversation} and opened_at > ${since.getTime()} limit ${mostCounted}) as counted`.execute(
    database,
  );
  return Number(rows[0]?.n ?? 0);
}

/** How many cards of their own a conversation's incidents were given since a time. */
export async function cardsSince(
  database: Kysely<Schema>,
  conversation: string,
  since: Date,
): Promise<{ cards: number; criticalCards: number }> {
  const { rows } = await sql<{ severity: string; n: number }>`select severity, count(*) as n from incidents
    where conversation = ${conversation} and told_at > ${since.getTime()} and digest = 0 group by severity`.execute(
    database,
  );
  const critical = Number(rows.find(({ severity }) => severity === 'critical')?.n ?? 0);
  return { cards: rows.reduce((sum, { n }) => sum + Number(n), 0) - critical, criticalCards: critical };
}

function incidentOf({ number, version, conversation, body }: Row): StoredIncident {
  const it = JSON.parse(body) as Omit<StoredIncident, 'number' | 'version'>;
  revive(it);
  if (it.told) revive(it.told);
  if (it.diagnosis) revive(it.diagnosis);
  return { ...it, conversation, number: Number(number), version };
}

const times = ['openedAt', 'resolvedAt', 'snoozedUntil', 'escalatedAt', 'toldAt', 'quietSince', 'at'];

/** Times are dates again: by their places, as labels may be called the same. */
function revive(it: object): void {
  for (const [name, value] of Object.entries(it)) {
    if (times.includes(name) && typeof value === 'string') Object.assign(it, { [name]: new Date(value) });
  }
}

/** What it counts under in a digest: the kind of alert and its place, as a list in JSON. */
function partOf({ labels }: Pick<Incident, 'labels'>): string {
  return JSON.stringify([labels.alertname ?? labels.attack ?? '', labels.cluster ?? '', labels.namespace ?? '']);
}
