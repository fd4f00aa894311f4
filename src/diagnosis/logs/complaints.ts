import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { type DatabaseFamily, databaseFamilyOf, databaseIn } from '../databases/database-family.ts';
import { isMeshProxy } from '../routing/pod-ports.ts';
import type { EvidenceOf } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { isReady, type Workload } from '../situation/workload.ts';
import { addressesIn, type NamedAddress } from './addresses.ts';
import { lineTime } from './line-time.ts';
import { type Sign, signIn } from './signatures.ts';

/** What a container complains about, once for each thing it says and each address it says it of. */
export interface Complaint {
  sign: Sign;
  workload: Workload;
  log: ContainerLog;
  /** The newest such line, verbatim. */
  line: string;
  count: number;
  /** When that line was written, where it says so. */
  at?: Date;
  /** When the first and all others were written, as far as they say so. */
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

/** A stack trace names its driver some lines before the cause that is deepest. */
const stackLines = 120;
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
  let driver: { family: DatabaseFamily | 'any'; index: number } | undefined;
  for (const [index, line] of log.lines.entries()) {
    const family = databaseIn(line);
    // A family says more than a driver that only shows itself, until the stack is over.
    const isBetter = family !== undefined && (family !== 'any' || !driver || index - driver.index > stackLines);
    if (family && isBetter) driver = { family, index };
    const sign = signIn(line);
    if (!sign) continue;
    const addresses = addressesIn(line);
    const key = `${sign} ${addresses[0]?.host ?? ''}:${addresses[0]?.port ?? ''}`;
    const at = lineTime(line);
    const near = driver && index - driver.index <= stackLines ? driver.family : undefined;
    const before = found.get(key);
    const database = near ?? before?.database;
    found.set(key, {
      sign,
      workload,
      log,
      line,
      count: (before?.count ?? 0) + 1,
      ...(at && { at }),
      times: [...(before?.times ?? []), ...(at ? [at] : [])],
      addresses,
      ...(database && { database }),
      isProxy,
      isServer,
    });
  }
  return [...found.values()];
}
