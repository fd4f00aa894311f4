/** How often the gate was asked over HTTP since the process started. */
export interface GateCounts {
  /** One request, by what became of it: a verdict, or why there is none. */
  add(outcome: string): void;
  /** Prometheus' text format; names of outcomes are ours. */
  text(): string;
}

const name = 'watchkeeper_gate_requests_total';

/** Counts from zero. */
export function createGateCounts(): GateCounts {
  const counts = new Map<string, number>();
  return {
    add: (outcome) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1),
    text: () =>
      counts.size === 0
        ? ''
        : `# TYPE ${name} counter\n${[...counts].map(([outcome, n]) => `${name}{outcome="${outcome}"} ${n}\n`).join('')}`,
  };
}
