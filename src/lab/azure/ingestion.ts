import { ingestionEndpoint, ingestionRuleId } from '../world/graph/ingestion-rule.ts';
import { armError } from './arm-error.ts';
import type { Call, Service } from './call.ts';

const most = 1_048_576;
/** Of one table; older rows go. */
const mostRows = 10_000;

/** The Logs Ingestion API: rows come to the custom table that the stream is named for. */
export const ingestion: Service = {
  api: 'ingestion',
  audiences: /^https:\/\/monitor\.azure\.com/,
  refuse: (status) => armError(status),
  answer(call) {
    const [, ruleId, stream = ''] = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/.exec(call.path) ?? [];
    if (!ruleId || call.method !== 'POST') return armError(404, undefined, 'NotFound');
    const workspace = call.world.workspaces.find(
      (it) => ingestionRuleId(it) === ruleId && new URL(ingestionEndpoint(it)).hostname === call.host,
    );
    if (!workspace) return armError(404, `Data collection rule with immutable Id '${ruleId}' not found.`, 'NotFound');
    const table = /^Custom-(\w+_CL)$/.exec(stream)?.[1];
    if (!table)
      return armError(400, `The stream ${stream} was not configured for the data collection rule.`, 'InvalidStream');
    if (Buffer.byteLength(call.body) > most)
      return armError(413, 'Maximum allowed content length of 1048576 bytes exceeded.', 'ContentLengthLimitExceeded');
    const rows = rowsIn(call);
    if (!rows) return armError(400, 'Invalid JSON body: an array of objects is expected.', 'InvalidPayload');
    const key = `${workspace.customerId}/${table}`;
    const kept = [...(call.world.arm.ingested.get(key) ?? []), ...rows.map((row) => ({ at: call.now, row }))];
    call.world.arm.ingested.set(key, kept.slice(-mostRows));
    return { status: 204 };
  },
};

function rowsIn(call: Call): Record<string, unknown>[] | undefined {
  try {
    const rows: unknown = JSON.parse(call.body);
    const fine = Array.isArray(rows) && rows.every((it) => it !== null && typeof it === 'object' && !Array.isArray(it));
    return fine ? (rows as Record<string, unknown>[]) : undefined;
  } catch {
    return undefined;
  }
}
