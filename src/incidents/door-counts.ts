/** How often something happened at the door since the process started. */
export interface DoorCounts {
  /** A delivery of a source, by what became of it ("taken", or why not). */
  delivery(source: string, outcome: string): void;
  /** Alerts of a delivery that was taken. */
  alerts(source: string, count: number): void;
  /** Prometheus' text format; names of sources and outcomes are ours. */
  text(): string;
}

/** Counts from zero. */
export function createDoorCounts(): DoorCounts {
  const deliveries = new Map<string, number>();
  const alerts = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string, count: number) =>
    counts.set(key, (counts.get(key) ?? 0) + count);
  const lines = (name: string, counts: Map<string, number>) =>
    counts.size === 0
      ? []
      : [`# TYPE ${name} counter`, ...[...counts].map(([labels, value]) => `${name}{${labels}} ${value}`)];
  return {
    delivery: (source, outcome) => add(deliveries, `source="${source}",outcome="${outcome}"`, 1),
    alerts: (source, count) => add(alerts, `source="${source}"`, count),
    text() {
      const all = [
        ...lines('watchkeeper_alert_deliveries_total', deliveries),
        ...lines('watchkeeper_alerts_total', alerts),
      ];
      return all.length === 0 ? '' : `${all.join('\n')}\n`;
    },
  };
}
