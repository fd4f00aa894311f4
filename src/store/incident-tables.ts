import type { Kysely, Transaction } from 'kysely';
import { knownAlerts, saveAlerts } from './alerts.ts';
import { dropDeliveries, oldestDeliveries, putDelivery, refuseDelivery } from './deliveries.ts';
import { addToDigest, digestRows, endDigest, openDigest } from './digests.ts';
import { alertsOf, incidentsOfFiring, inhibitingAlerts, saveIncidentAlerts } from './incident-alerts.ts';
import { addLine, linesOf } from './incident-lines.ts';
import {
  cardsSince,
  incident,
  incidentToChange,
  newestIncidents,
  openedSince,
  openIncident,
  openIncidents,
  saveIncident,
} from './incidents.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';
import { addSilence, endSilence, silencesAt } from './silences.ts';
import { setWatermark, watermark } from './watermarks.ts';

/** A function of a table without the database that it works on. */
type Bound<F> = F extends (database: never, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/** What can be asked about alerts and incidents. */
export interface IncidentReading {
  incident: Bound<typeof incident>;
  openIncidents: Bound<typeof openIncidents>;
  openedSince: Bound<typeof openedSince>;
  cardsSince: Bound<typeof cardsSince>;
  openDigest: Bound<typeof openDigest>;
  digestRows: Bound<typeof digestRows>;
  alertsOf: Bound<typeof alertsOf>;
  inhibitingAlerts: Bound<typeof inhibitingAlerts>;
  linesOf: Bound<typeof linesOf>;
  silencesAt: Bound<typeof silencesAt>;
  watermark: Bound<typeof watermark>;
}

/** What the pipeline reads and writes inside one transaction. */
export interface IncidentWriting extends IncidentReading {
  putDelivery: Bound<typeof putDelivery>;
  refuseDelivery: Bound<typeof refuseDelivery>;
  oldestDeliveries: Bound<typeof oldestDeliveries>;
  dropDeliveries: Bound<typeof dropDeliveries>;
  knownAlerts: Bound<typeof knownAlerts>;
  saveAlerts: Bound<typeof saveAlerts>;
  newestIncidents(keys: readonly string[]): ReturnType<typeof newestIncidents>;
  incidentToChange(number: number): ReturnType<typeof incidentToChange>;
  openIncident: Bound<typeof openIncident>;
  saveIncident: Bound<typeof saveIncident>;
  saveIncidentAlerts: Bound<typeof saveIncidentAlerts>;
  incidentsOfFiring: Bound<typeof incidentsOfFiring>;
  addLine: Bound<typeof addLine>;
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
    openedSince: (conversation, since) => openedSince(database, conversation, since),
    cardsSince: (conversation, since) => cardsSince(database, conversation, since),
    openDigest: (conversation) => openDigest(database, conversation),
    digestRows: (id) => digestRows(database, id),
    alertsOf: (number) => alertsOf(database, number),
    inhibitingAlerts: () => inhibitingAlerts(database),
    linesOf: (number) => linesOf(database, number),
    silencesAt: (at) => silencesAt(database, at),
    watermark: (source) => watermark(database, source),
  };
}

/** Both halves, inside one transaction. */
export function incidentWriting(transaction: Transaction<Schema>, engine: Engine): IncidentWriting {
  return {
    ...incidentReading(transaction),
    putDelivery: (delivery) => putDelivery(transaction, delivery),
    refuseDelivery: (refused) => refuseDelivery(transaction, refused),
    oldestDeliveries: (limit) => oldestDeliveries(transaction, limit),
    dropDeliveries: (ids) => dropDeliveries(transaction, ids),
    knownAlerts: (source, identities) => knownAlerts(transaction, source, identities),
    saveAlerts: (source, alerts) => saveAlerts(transaction, source, alerts),
    newestIncidents: (keys) => newestIncidents(transaction, engine, keys),
    incidentToChange: (number) => incidentToChange(transaction, engine, number),
    openIncident: (it) => openIncident(transaction, it),
    saveIncident: (it) => saveIncident(transaction, it),
    saveIncidentAlerts: (parts) => saveIncidentAlerts(transaction, parts),
    incidentsOfFiring: (alerts) => incidentsOfFiring(transaction, alerts),
    addLine: (number, line) => addLine(transaction, number, line),
    addToDigest: (conversation, at) => addToDigest(transaction, conversation, at),
    endDigest: (id, at) => endDigest(transaction, id, at),
    addSilence: (silence) => addSilence(transaction, silence),
    endSilence: (id, at) => endSilence(transaction, id, at),
    setWatermark: (source, mark, at) => setWatermark(transaction, source, mark, at),
  };
}
