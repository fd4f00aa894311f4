import type { Azure } from '../../azure/azure.ts';
import type { PrometheusSeries } from '../../azure/prometheus.ts';
import { promql } from '../../azure/promql.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { NotMeasured } from '../metrics/not-measured.ts';
import type { Measured } from './use-now.ts';

const minutes = 5;
const stepSeconds = 60;

/** CPU and memory of all containers now (managed Prometheus, cAdvisor). Throws NoPrometheus and NotMeasured. */
export async function prometheusUse(azure: Azure, { cluster }: Subject, { to }: Window): Promise<Evidence<Measured[]>> {
  const { name } = cluster;
  const window = { from: new Date(to.getTime() - minutes * 60_000), to };
  const cpu = promql`sum by (namespace, pod, container, node) (rate(container_cpu_usage_seconds_total{cluster=${name},container!="",container!="POD"}[5m]))`;
  const memory = promql`max by (namespace, pod, container, node) (container_memory_working_set_bytes{cluster=${name},container!="",container!="POD"})`;
  const [cores, bytes] = await Promise.all([
    azure.prometheus.range(cluster, cpu, window, stepSeconds),
    azure.prometheus.range(cluster, memory, window, stepSeconds),
  ]);
  const newest = Math.max(...[...cores, ...bytes].map(({ times }) => times.at(-1) ?? 0));
  if (!(newest > 0)) {
    throw new NotMeasured(cluster, {
      why: `Prometheus of ${name} has no samples of cAdvisor in the last five minutes.`,
      next: 'Check that the agent (ama-metrics) runs on every node and that its cadvisor target is on.',
    });
  }
  const found = new Map<string, Measured>();
  const note = (series: readonly PrometheusSeries[], put: (it: Measured, value: number) => void) => {
    for (const { labels, values } of series) {
      const { namespace = '', pod = '', container = '', node = '' } = labels;
      const key = `${namespace}/${pod}/${container}`;
      const it: Measured = found.get(key) ?? { node, pod: `${namespace}/${pod}`, container };
      const value = values.at(-1);
      if (value !== undefined) put(it, value);
      found.set(key, it);
    }
  };
  note(cores, (it, value) => Object.assign(it, { cpu: value }));
  note(bytes, (it, value) => Object.assign(it, { memoryMiB: value / 2 ** 20 }));
  return {
    value: [...found.values()],
    source: { service: 'Prometheus', detail: 'container_memory_working_set_bytes', query: memory.text },
    at: new Date(newest),
  };
}
