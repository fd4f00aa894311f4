import type { Quote } from '../../model/finding.ts';
import { type Complaint, complaintsIn } from '../logs/complaints.ts';
import { isFresh } from '../logs/is-fresh.ts';
import { type Sign, signIn } from '../logs/signatures.ts';
import { quoteEvent, quoteLine } from '../quote.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import { databaseBehind, likelyDatabase } from './database-behind.ts';
import { databaseFamilyOf } from './database-family.ts';

/** A database that says a thing of itself, or that its clients say it of. */
export interface TroubledDatabase {
  /** The database, or the only client where nobody can tell which database it is. */
  workload: Workload;
  isKnown: boolean;
  /** Whether several may be meant, and this is the likeliest. */
  isLikely: boolean;
  clients: Workload[];
  /** Whether its own log, or a probe of it, says so. */
  isOwnWord: boolean;
  quotes: Quote[];
}

const freshMs = 20 * 60_000;

/** Databases that show a sign now: by their own logs and events first, by their clients' logs otherwise. */
export function troubledDatabases(
  evidence: EvidenceOf<never, SituationFact | 'containerLogs'>,
  sign: Sign,
  now: Date,
): TroubledDatabase[] {
  const situation = situationOf(evidence);
  const told = complaintsIn(evidence).filter((it) => it.sign === sign && !it.isProxy && isFresh(it, now));
  const own = situation.workloads.filter(databaseFamilyOf).flatMap((workload) => {
    const events = situation
      .eventsAbout(workload)
      .filter(({ message, lastAt }) => now.getTime() - lastAt.getTime() < freshMs && signIn(message) === sign);
    const lines = told.filter((it) => it.isServer && it.workload === workload);
    if (events.length + lines.length === 0) return [];
    const quotes = [...events.slice(0, 1).map(quoteEvent), ...lines.slice(0, 1).map(lineOf)];
    return [{ workload, isKnown: true, isLikely: false, isOwnWord: true, quotes }];
  });
  const byClients = told.filter(({ isServer }) => !isServer);
  const surely = (it: Complaint) => databaseBehind(it, situation) ?? only(own)?.workload;
  const placed = Map.groupBy(byClients, (it) => surely(it) ?? likelyDatabase(it, situation));
  const found = own.map((it) => {
    const clients = placed.get(it.workload) ?? [];
    return { ...it, clients: workloadsOf(clients), quotes: [...it.quotes, ...clients.slice(0, 1).map(lineOf)] };
  });
  for (const [database, complaints] of placed) {
    if (found.some(({ workload }) => workload === database)) continue;
    const clients = workloadsOf(complaints);
    const [client] = clients;
    // With several databases in question and one of them known to suffer, the clients' word adds nothing.
    if (!client || (!database && found.length > 0)) continue;
    found.push({
      workload: database ?? client,
      isKnown: database !== undefined,
      isLikely: complaints.every((it) => surely(it) === undefined),
      isOwnWord: false,
      clients,
      quotes: complaints.slice(0, 2).map(lineOf),
    });
  }
  return found;
}

function lineOf({ line, log }: Complaint): Quote {
  return quoteLine(line, log);
}

function workloadsOf(complaints: readonly Complaint[]): Workload[] {
  return [...new Set(complaints.map(({ workload }) => workload))];
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
