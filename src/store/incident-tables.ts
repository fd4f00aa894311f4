import type { Kysely, Transaction } from 'kysely';
import { knownAlerts, saveAlerts } from './alerts.ts';
import {
  deliveriesWaiting,
  dropDeliveries,
  hasDeliveries,
  noteSorted,
  oldestDeliveries,
  putDelivery,
  refuseDelivery,
} from './deliveries.ts';
import { addToDigest, digestRows, endDigest, openDigest } from './digests.ts';
import {
  alertsOf,
  incidentsOfFiring,
  inhibitingAlerts,
  inhibitingStamp,
  saveIncidentAlerts,
} from './incident-alerts.ts';
import { addLine, addLines, linesOf } from './incident-lines.ts';
import {
  beginIncidents,
  cardsSince,
  incident,
  incidentToChange,
  newestIncidents,
  newestOf,
  openedSince,
  openIncident,
  openIncidents,
  openInPlace,
  saveIncident,
} from './incidents.ts';
import { firingFrom, markInhibiting } from './inhibits.ts';
import type { Engine } from './migrate.ts';
import { noteAsked, quietIncidentsOf, readAt, unheardAlerts } from './quiet.ts';
import type { Schema } from './schema.ts';
import { securityAlert, securityAlerts } from './security-alerts.ts';
import { addSilence, endSilence, silencesAt } from './silences.ts';
import { setWatermark, watermark } from './watermarks.ts';

/** A function of a table without the database that it works on. */
type Bound<F> = F extends (database: never, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/** What can be asked about alerts and incidents. */
export interface IncidentReading {
  incident: Bound<typeof incident>;
  openIncidents: Bound<typeof openIncidents>;
  newestOf: Bound<typeof newestOf>;
  openedSince: Bound<typeof openedSince>;
  cardsSince: Bound<typeof cardsSince>;
  openDigest: Bound<typeof openDigest>;
  digestRows: Bound<typeof digestRows>;
  alertsOf: Bound<typeof alertsOf>;
  inhibitingAlerts: Bound<typeof inhibitingAlerts>;
  inhibitingStamp: Bound<typeof inhibitingStamp>;
  linesOf: Bound<typeof linesOf>;
  silencesAt: Bound<typeof silencesAt>;
  watermark: Bound<typeof watermark>;
  securityAlerts: Bound<typeof securityAlerts>;
  securityAlert: Bound<typeof securityAlert>;
  readAt: Bound<typeof readAt>;
  unheardAlerts: Bound<typeof unheardAlerts>;
  deliveriesWaiting: Bound<typeof deliveriesWaiting>;
}

/** What the pipeline reads and writes inside one transaction. */
export interface IncidentWriting extends IncidentReading {
  putDelivery: Bound<typeof putDelivery>;
  refuseDelivery: Bound<typeof refuseDelivery>;
  oldestDeliveries: Bound<typeof oldestDeliveries>;
  hasDeliveries: Bound<typeof hasDeliveries>;
  noteSorted: Bound<typeof noteSorted>;
  dropDeliveries: Bound<typeof dropDeliveries>;
  knownAlerts: Bound<typeof knownAlerts>;
  saveAlerts: Bound<typeof saveAlerts>;
  newestIncidents(keys: readonly string[]): ReturnType<typeof newestIncidents>;
  openInPlace(labels: Readonly<Record<string, string>>, limit: number): ReturnType<typeof openInPlace>;
  incidentToChange(number: number): ReturnType<typeof incidentToChange>;
  beginIncidents: Bound<typeof beginIncidents>;
  openIncident: Bound<typeof openIncident>;
  saveIncident: Bound<typeof saveIncident>;
  saveIncidentAlerts: Bound<typeof saveIncidentAlerts>;
  incidentsOfFiring: Bound<typeof incidentsOfFiring>;
  firingFrom: Bound<typeof firingFrom>;
  markInhibiting: Bound<typeof markInhibiting>;
  noteAsked: Bound<typeof noteAsked>;
  quietIncidentsOf: Bound<typeof quietIncidentsOf>;
  addLine: Bound<typeof addLine>;
  addLines: Bound<typeof addLines>;
  addToDigest: Bound<typeof addToDigest>;
  endDigest: Bound<typeof endDigest>;
  addSilence: Bound<typeof addSilence>;
  endSilence: Bound<typeof endSilence>;
  setWatermark: Bound<typeof setWatermark>;
}

/** The reading half, on a database or inside a transaction. */
export function incidentReading(database: Kysely<Schema>): IncidentReading {
  return {
    incident: (number) => incident(database, number),
    openIncidents: (o) => openIncidents(database, o),
    newestOf: (o) => newestOf(database, o),
    openedSince: (conversation, since) => openedSince(database, conversation, since),
    cardsSince: (conversation, since) => cardsSince(database, conversation, since),
    openDigest: (conversation) => openDigest(database, conversation),
    digestRows: (id) => digestRows(database, id),
    alertsOf: (number) => alertsOf(database, number),
    inhibitingAlerts: () => inhibitingAlerts(database),
    inhibitingStamp: () => inhibitingStamp(database),
    linesOf: (number) => linesOf(database, number),
    silencesAt: (at) => silencesAt(database, at),
    watermark: (source) => watermark(database, source),
    securityAlerts: (o) => securityAlerts(database, o),
    securityAlert: (identity) => securityAlert(database, identity),
    readAt: (source) => readAt(database, source),
    unheardAlerts: (source, o) => unheardAlerts(database, source, o),
    deliveriesWaiting: () => deliveriesWaiting(database),
  };
}

/** Both halves, inside one transaction. */
export function incidentWriting(transaction: Transaction<Schema>, engine: Engine): IncidentWriting {
  return {
    ...incidentReading(transaction),
    putDelivery: (...deliveries) => putDelivery(transaction, ...deliveries),
    refuseDelivery: (refused) => refuseDelivery(transaction, refused),
    oldestDeliveries: (limit) => oldestDeliveries(transaction, limit),
    hasDeliveries: () => hasDeliveries(transaction),
    noteSorted: (id, count) => noteSorted(transaction, id, count),
    dropDeliveries: (ids) => dropDeliveries(transaction, ids),
    knownAlerts: (source, identities) => knownAlerts(transaction, source, identities),
    saveAlerts: (source, alerts, didInhibit) => saveAlerts(transaction, source, alerts, didInhibit),
    newestIncidents: (keys) => newestIncidents(transaction, engine, keys),
    openInPlace: (labels, limit) => openInPlace(transaction, engine, labels, limit),
    incidentToChange: (number) => incidentToChange(transaction, engine, number),
    beginIncidents: (some) => beginIncidents(transaction, some),
    openIncident: (it) => openIncident(transaction, it),
    saveIncident: (it) => saveIncident(transaction, it),
    saveIncidentAlerts: (parts) => saveIncidentAlerts(transaction, parts),
    incidentsOfFiring: (alerts) => incidentsOfFiring(transaction, alerts),
    firingFrom: (id, limit) => firingFrom(transaction, id, limit),
    markInhibiting: (ids, inhibits) => markInhibiting(transaction, ids, inhibits),
    noteAsked: (alert, o) => noteAsked(transaction, alert, o),
    quietIncidentsOf: (alerts) => quietIncidentsOf(transaction, alerts),
    addLine: (number, line) => addLine(transaction, number, line),
    addLines: (lines) => addLines(transaction, lines),
    addToDigest: (conversation, at) => addToDigest(transaction, conversation, at),
    endDigest: (id, at) => endDigest(transaction, id, at),
    addSilence: (silence) => addSilence(transaction, silence),
    endSilence: (id, at) => endSilence(transaction, id, at),
    setWatermark: (source, mark, at) => setWatermark(transaction, source, mark, at),
  };
}
