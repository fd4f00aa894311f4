/** How often things happened since the process started, by name and label. */
export interface Counts {
  add(name: string, label: string): void;
  /** Prometheus' text format. */
  text(gauges: Record<string, number>): string;
}

/** Counts from zero. */
export function createCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    add(name, label) {
      const key = `${name}{outcome="${label}"}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    text(gauges) {
      const names = new Set([...counts.keys()].map((key) => key.split('{')[0]));
      const lines = [...names].flatMap((name) => [
        `# TYPE ${name} counter`,
        ...[...counts].filter(([key]) => key.startsWith(`${name}{`)).map(([key, value]) => `${key} ${value}`),
      ]);
      const measured = Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`]);
      return `${[...lines, ...measured].join('\n')}\n`;
    },
  };
}
