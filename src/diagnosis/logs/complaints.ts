import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { type DatabaseFamily, databaseFamilyOf } from '../databases/database-family.ts';
import { isMeshProxy } from '../routing/pod-ports.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { isReady, type Workload } from '../situation/workload.ts';
import type { NamedAddress } from './addresses.ts';
import { complainingLines } from './complaining-lines.ts';
import type { Sign } from './signatures.ts';

/** What a container complains about, once for each thing it says and each address it says it of. */
export interface Complaint {
  sign: Sign;
  workload: Workload;
  log: ContainerLog;
  /** The newest such line, verbatim. */
  line: string;
  count: number;
  /** When that line was written, where that is known. */
  at?: Date;
  /** When the first and all others were written, as far as that is known. */
  times: Date[];
  /** Addresses that the line names. */
  addresses: NamedAddress[];
  /** The kind of database that the line, or the stack it stands in, speaks of. */
  database?: DatabaseFamily | 'any';
  /** Whether the container is the proxy of a mesh. */
  isProxy: boolean;
  /** Whether the container is a database itself: it tells of its clients. */
  isServer: boolean;
}

const made = new WeakMap<object, Complaint[]>();

/** All that the containers' logs complain about; of a pod that is ready, its present life alone. */
export function complaintsIn(evidence: EvidenceOf<never, SituationFact | 'containerLogs'>): Complaint[] {
  const known = made.get(evidence) ?? readLogs(evidence);
  made.set(evidence, known);
  return known;
}

function readLogs(evidence: EvidenceOf<never, SituationFact | 'containerLogs'>): Complaint[] {
  const { workloads } = situationOf(evidence);
  const pods = new Map(
    workloads.flatMap((workload) =>
      workload.pods.map(
        (pod) => [`${workload.namespace}/${pod.metadata?.name}`, { workload, isReady: isReady(pod) }] as const,
      ),
    ),
  );
  return (evidence.containerLogs?.value ?? []).flatMap((log) => {
    const pod = pods.get(`${log.namespace}/${log.pod}`);
    return pod && !(log.previous && pod.isReady) ? complaintsOf(log, pod.workload) : [];
  });
}

function complaintsOf(log: ContainerLog, workload: Workload): Complaint[] {
  const container = workload.template.spec?.containers.find(({ name }) => name === log.container);
  const isProxy = isMeshProxy(container ?? { name: log.container });
  const isServer = databaseFamilyOf(workload) !== undefined;
  const found = new Map<string, Complaint>();
  for (const { line, at, sign, addresses, database } of complainingLines(log)) {
    const key = `${sign} ${addresses[0]?.host ?? ''}:${addresses[0]?.port ?? ''}`;
    const before = found.get(key);
    const family = database ?? before?.database;
    const times = before?.times ?? [];
    if (at) times.push(at);
    found.set(key, {
      sign,
      workload,
      log,
      line,
      count: (before?.count ?? 0) + 1,
      ...(at && { at }),
      times,
      addresses,
      ...(family && { database: family }),
      isProxy,
      isServer,
    });
  }
  return [...found.values()];
}
