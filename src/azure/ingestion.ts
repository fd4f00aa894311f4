import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import { ingestionNames } from './ingestion-names.ts';
import { connectSender } from './plain-request.ts';

/** Where rows go: a stream of a data collection rule, which leads to a table of a workspace. */
export interface IngestionTarget {
  /** Logs ingestion endpoint of the rule or of its data collection endpoint: "https://name-1a2b.westeurope-1.ingest.monitor.azure.com". */
  endpoint: string;
  /** Immutable id of the rule: "dcr-" and 32 hexadecimal digits. */
  ruleId: string;
  /** Name of the stream: "Custom-WatchkeeperAudit_CL". */
  stream: string;
}

/** The Logs Ingestion API (POST /dataCollectionRules/{id}/streams/{stream}, api-version 2023-01-01, gzipped). */
export interface Ingestion {
  /**
   * Sends the first of the rows, as many as one call takes (1 MB before compression), and gives how many those were;
   * they can be queried minutes later. Sent once: rows that arrive twice are there twice, so whoever calls decides
   * about a lost answer (`outcomeUnknown`). Throws UpstreamError; 'refused' also for a first row that is too long.
   */
  send(target: IngestionTarget, rows: readonly object[]): Promise<number>;
}

const service = 'Logs Ingestion';
const role = 'Monitoring Metrics Publisher';
/** What the service takes in one call, before compression. */
const longestBytes = 1_000_000;
const pack = promisify(gzip);

/** Logs Ingestion over HTTP: one operation is not worth an SDK. */
export function connectIngestion(access: Access): (work: Work) => Ingestion {
  const sender = connectSender(access, 'https://monitor.azure.com/.default');

  return (work) => ({
    async send({ endpoint, ruleId, stream }, rows) {
      const target = `data collection rule ${ruleId}`;
      const names = ingestionNames;
      if (!names.endpoint.test(endpoint) || !names.rule.test(ruleId) || !names.stream.test(stream))
        throw new UpstreamError(service, 'refused', 'is told at *.ingest.monitor.azure.com only', { target });
      const fitting = firstOf(rows);
      if (rows.length === 0) return 0;
      if (fitting.length === 0)
        throw new UpstreamError(service, 'refused', 'takes no row of more than 1 MB', { target });
      const url = `${new URL(endpoint).origin}/dataCollectionRules/${ruleId}/streams/${stream}?api-version=2023-01-01`;
      const body = await pack(`[${fitting.join(',')}]`);
      const headers = { 'content-encoding': 'gzip' };
      await sender(work, { service, target, method: 'POST', url, body, headers, once: true, role });
      return fitting.length;
    },
  });
}

/** The first rows as JSON, as many as one call takes. */
function firstOf(rows: readonly object[]): string[] {
  const fitting: string[] = [];
  let bytes = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > longestBytes) break;
    fitting.push(text);
  }
  return fitting;
}
