import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import type { Situation } from '../situation/situation.ts';
import { type KnownPort, knownPorts, linesOf } from './known-ports.ts';
import { type ProbeRole, type ProbeTrouble, portOf, probeOf } from './probe-trouble.ts';
import { budgetOf } from './timing.ts';

/** What is wrong with a failing probe; undefined where nothing shows that the probe is at fault. */
export type ProbeVerdict =
  | { fault: 'port'; asks: number | string; right?: KnownPort; sureness: number }
  | { fault: 'protocol'; asks: string; speaks: string; sureness: number }
  | { fault: 'path'; asks: string; status: number; sureness: number }
  | { fault: 'command'; asks: string; sureness: number }
  | { fault: 'timing'; seconds: number; sureness: number };

const unreached =
  /connection refused|failed to connect|no route to host|i\/o timeout|deadline exceeded|connect: |Client\.Timeout/i;
const noSuchPort = /couldn't find port|invalid port|parsing "[^"]*": invalid syntax|port [^ ]* not found/i;
const notHttp =
  /malformed HTTP|HTTP\/1\.x transport connection broken|unsupported protocol scheme|": EOF\b|connection reset by peer/i;
const notTls =
  /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|unknown certificate|wrong version number/i;
const notGrpc =
  /does not implement the grpc health protocol|unknown service grpc\.health|server preface|frame too large|unexpected HTTP status code received|rpc status: Unimplemented/i;
const noCommand =
  /executable file not found|no such file or directory|command not found|permission denied|exit(?:ed with| code| status) (?:code )?12[67]/i;
const complaint = /\b(?:error|exception|fatal|panic|traceback|refused|denied)\b/i;

const roles: readonly ProbeRole[] = ['liveness', 'readiness', 'startup'];

/** Compares a failing probe with what the kubelet says, the container's other probes, its ports, Services and log. */
export function verdictOn(
  trouble: ProbeTrouble,
  troubles: readonly ProbeTrouble[],
  situation: Situation,
  logs: readonly ContainerLog[],
): ProbeVerdict | undefined {
  const { event, container, role, probe } = trouble;
  const { message } = event;
  if (probe.exec)
    return noCommand.test(message)
      ? { fault: 'command', asks: probe.exec.command?.join(' ') ?? '', sureness: 0.9 }
      : undefined;
  const asks = portOf(container, role);
  if (asks === undefined) return undefined;
  if (noSuchPort.test(message) || typeof asks === 'string') {
    const right = knownPorts(trouble, troubles, situation, logs)[0];
    return { fault: 'port', asks, ...(right && { right }), sureness: 0.93 };
  }
  const spoken = protocolFault(trouble, troubles, asks);
  if (spoken) return spoken;
  const status = Number(/statuscode: (\d{3})/.exec(message)?.[1]);
  if (status === 404 || status === 405 || status === 401 || status === 403)
    return { fault: 'path', asks: probe.httpGet?.path ?? '/', status, sureness: status === 404 ? 0.88 : 0.8 };
  if (!unreached.test(message)) return undefined;
  return portFault(trouble, troubles, situation, logs, asks) ?? timingFault(trouble, troubles, logs);
}

function protocolFault(
  { event: { message }, probe, pod, container, role }: ProbeTrouble,
  troubles: readonly ProbeTrouble[],
  asks: number,
): ProbeVerdict | undefined {
  const uses = kindOf(probe);
  const fault = (speaks: string, sureness: number) => ({ fault: 'protocol' as const, asks: uses, speaks, sureness });
  const twin = roles
    .filter((other) => other !== role && portOf(container, other) === asks)
    .filter((other) => !troubles.some((it) => it.pod === pod && it.container === container && it.role === other))
    .flatMap((other) => probeOf(container, other) ?? [])
    .map(kindOf)
    .find((kind) => kind !== uses && kind !== 'TCP');
  if (probe.httpGet && notTls.test(message)) return fault('plain HTTP', 0.95);
  if (probe.httpGet && /malformed HTTP|transport connection broken/i.test(message))
    return fault(
      twin ?? (/\\x00\\x00.\\x04|\\x00\\x00\\x00\\x04/.test(message) ? 'HTTP/2 (gRPC)' : 'something else than HTTP'),
      0.95,
    );
  if (probe.httpGet && /HTTP request to an HTTPS server/i.test(message)) return fault('HTTPS', 0.95);
  if (probe.grpc && notGrpc.test(message)) return fault(twin ?? 'no gRPC health protocol', 0.92);
  // The same port answers another probe of the container in another protocol.
  if (twin && uses !== 'TCP' && (unreached.test(message) || notHttp.test(message))) return fault(twin, 0.9);
  return probe.httpGet && notHttp.test(message) && /": EOF/.test(message)
    ? fault('something else than HTTP', 0.5)
    : undefined;
}

function kindOf(probe: ProbeTrouble['probe']): string {
  if (probe.grpc) return 'gRPC';
  if (probe.httpGet) return probe.httpGet.scheme === 'HTTPS' ? 'HTTPS' : 'HTTP';
  return 'TCP';
}

function portFault(
  trouble: ProbeTrouble,
  troubles: readonly ProbeTrouble[],
  situation: Situation,
  logs: readonly ContainerLog[],
  asks: number,
): ProbeVerdict | undefined {
  const known = knownPorts(trouble, troubles, situation, logs);
  const own = known.find(({ port }) => port === asks);
  const right = known.find(({ port }) => port !== asks);
  if (!right) return undefined;
  if (!own) return { fault: 'port', asks, right, sureness: right.weight >= 2 ? 0.95 : 0.85 };
  // Declared, but the process itself, or a probe that works, says another one.
  const isOutdone = right.weight >= own.weight + 2 && right.says.includes('its log');
  return isOutdone ? { fault: 'port', asks, right, sureness: 0.7 } : undefined;
}

/** The port is right, but the container is not given the time to start or to answer. */
function timingFault(
  trouble: ProbeTrouble,
  troubles: readonly ProbeTrouble[],
  logs: readonly ContainerLog[],
): ProbeVerdict | undefined {
  const { role, probe, killing, container, pod, event } = trouble;
  const seconds = budgetOf(probe);
  const complains = linesOf(trouble, logs).some((line) => complaint.test(line));
  if (role === 'readiness') {
    const isSlow = /deadline exceeded|Client\.Timeout/i.test(event.message) && (probe.timeoutSeconds ?? 1) <= 1;
    const liveOne = portOf(container, 'liveness') === portOf(container, 'readiness');
    const isLiveFine =
      liveOne && !troubles.some((it) => it.pod === pod && it.container === container && it.role === 'liveness');
    return isSlow && isLiveFine
      ? { fault: 'timing', seconds: probe.timeoutSeconds ?? 1, sureness: complains ? 0.4 : 0.55 }
      : undefined;
  }
  if (!killing) return undefined;
  const sureness = seconds <= 10 ? 0.92 : seconds <= 20 ? 0.75 : seconds <= 40 ? 0.5 : 0.35;
  return { fault: 'timing', seconds, sureness: complains && seconds > 10 ? sureness * 0.6 : sureness };
}
