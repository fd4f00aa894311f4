import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { z } from 'zod';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { clustersOf } from '../../src/azure/estate.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { readCase } from '../../src/lab/recorded/read-case.ts';
import { startRecorded } from '../../src/lab/recorded/start-recorded.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { ClusterRef, Subject } from '../../src/model/subject.ts';
import type { Suggestion } from '../../src/remediation/suggestion.ts';

/** What of a case an engine may know beside the cluster itself; the answer is not among it. */
const Given = z.object({
  id: z.string(),
  question: z.string(),
  namespace: z.string().nullish(),
  alert: z.unknown().optional(),
});

/** A case's answer and what it took, without the reading of the file. */
export interface Asked {
  id: string;
  diagnosis: Diagnosis<Suggestion>;
  ms: number;
}

/** Asks why, as the bot does: over the Kubernetes API of the recorded cluster, with the question, namespace, alert and clock alone. */
export async function askCase(file: string): Promise<Asked> {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const given = Given.parse(JSON.parse(text));
  const recorded = readCase(file);
  const azure = await startRecorded(recorded);
  const { credential, transport, clock } = azure;
  const connection = connectAzure({
    credential,
    transport,
    clock,
    log: pino({ level: 'silent' }),
    config: azureConfig.parse({}),
  });
  try {
    const [cluster] = await clustersOf(connection.until(AbortSignal.timeout(60_000)));
    if (!cluster) throw new Error(`${given.id}: the recorded cluster was not found`);
    const to = recorded.now;
    const window = { from: new Date(to.getTime() - 24 * 3_600_000), to };
    const started = performance.now();
    const diagnosis = await diagnose(
      connection.until(AbortSignal.timeout(60_000)),
      subjectOf(given, cluster),
      undefined,
      window,
    );
    return { id: given.id, diagnosis, ms: performance.now() - started };
  } finally {
    await azure.close();
  }
}

function subjectOf({ namespace, question, alert }: z.infer<typeof Given>, cluster: ClusterRef): Subject {
  const report = alert ? `${question}\n${JSON.stringify(alert)}` : question;
  return namespace
    ? { cluster, kind: 'Namespace', namespace, name: namespace, report }
    : { cluster, kind: 'Cluster', namespace: '', name: cluster.name, report };
}
