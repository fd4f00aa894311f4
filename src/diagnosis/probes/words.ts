import type { ProbeTrouble } from './probe-trouble.ts';
import { budgetInWords } from './timing.ts';
import type { ProbeVerdict } from './verdict.ts';

/** A verdict for people: what is wrong with its number, what to do, and what it rests on. */
export function told(
  trouble: ProbeTrouble,
  verdict: ProbeVerdict,
): { sentence: string; step: string; derivation: string[] } {
  const { role, workload, container, pod, probe, event } = trouble;
  const whose = `The ${role} probe of container ${container.name} in ${workload.name}`;
  const effect = effectOf(trouble);
  const derivation = [
    `${event.count} failures told of ${pod.metadata?.name}, the last at ${event.lastAt.toISOString()}.`,
  ];
  switch (verdict.fault) {
    case 'port': {
      const { asks, right } = verdict;
      const by = right
        ? `; ${right.says.slice(0, 3).join(', ')} ${right.says.length > 1 ? 'say' : 'says'} ${right.port}`
        : ', which no container declares';
      return {
        sentence: `${whose} asks the wrong port ${asks}${by}: ${effect}.`,
        step: right
          ? `Set the port of the ${role} probe of ${workload.name} to ${right.port}.`
          : `Point the ${role} probe of ${workload.name} at a port that the container listens on.`,
        derivation: [
          ...derivation,
          ...(right ? [`Port ${right.port}: ${right.says.join(', ')}. Port ${asks}: the failing probe alone.`] : []),
        ],
      };
    }
    case 'protocol':
      return {
        sentence: `${whose} speaks the wrong protocol: it asks in ${verdict.asks}, the port answers with ${verdict.speaks}: ${effect}.`,
        step: `Change the ${role} probe of ${workload.name} from ${verdict.asks} to what the port speaks (${verdict.speaks}), or to a TCP probe.`,
        derivation,
      };
    case 'path':
      return {
        sentence: `${whose} asks for ${verdict.asks}, which answers ${verdict.status}: ${effect}.`,
        step: `Set the path of the ${role} probe of ${workload.name} to one that answers 200 without credentials.`,
        derivation,
      };
    case 'command':
      return {
        sentence: `${whose} runs "${verdict.asks}", which the container cannot run: ${effect}.`,
        step: `Use a command that is in the image of ${workload.name}, or an HTTP, gRPC or TCP probe.`,
        derivation,
      };
    case 'timing':
      return {
        sentence: `${whose} gives the container only ${verdict.seconds} s ${role === 'readiness' ? 'to answer' : 'to start'}: ${effect}.`,
        step: `Give it time: ${role === 'readiness' ? `timeoutSeconds ${Math.max(5, (probe.timeoutSeconds ?? 1) * 3)}` : 'a startupProbe of 2 minutes, or initialDelaySeconds 30'} and failureThreshold 3 for ${workload.name}.`,
        derivation: [...derivation, role === 'readiness' ? `timeoutSeconds ${verdict.seconds}` : budgetInWords(probe)],
      };
  }
}

/** What comes of a failing probe: "the container was restarted 4 times", "pod x is kept out of service". */
export function effectOf({ role, pod, status, suffers, event }: ProbeTrouble): string {
  const name = pod.metadata?.name ?? '';
  if (!suffers) return `it failed ${event.count === 1 ? 'once' : `${event.count} times`} in ${name}, which still runs`;
  if (role === 'readiness') return `pod ${name} is not ready and gets no traffic`;
  const restarts = status?.restartCount ?? 0;
  return `pod ${name} is killed by it, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'} so far`;
}
