import { aks, arm } from './arm.ts';
import type { Service } from './call.ts';
import { defender } from './defender.ts';
import { directory } from './directory.ts';
import { ingestion } from './ingestion.ts';
import { kubernetes } from './kubernetes.ts';
import { logAnalytics } from './log-analytics.ts';
import { prometheus } from './prometheus.ts';
import { registry } from './registry.ts';
import { resourceGraph } from './resource-graph.ts';

const apiServer = /^\/api-server\/([^/]+)(\/.*)?$/;

/** Which service a request is for, by the host it was meant for and its path. */
export function route(host: string, path: string): { service: Service; host: string; path: string } {
  const cluster = apiServer.exec(path);
  if (cluster) return { service: kubernetes, host: cluster[1] ?? '', path: cluster[2] ?? '/' };
  return { service: serviceOf(host, path), host, path };
}

function serviceOf(host: string, path: string): Service {
  if (host.startsWith('api.loganalytics.')) return logAnalytics;
  if (host === 'graph.microsoft.com') return directory;
  if (host.endsWith('.ingest.monitor.azure.com')) return ingestion;
  if (host.endsWith('.azurecr.io')) return registry;
  if (host.endsWith('.prometheus.monitor.azure.com')) return prometheus;
  if (/^\/providers\/microsoft\.resourcegraph\//i.test(path)) return resourceGraph;
  if (/\/providers\/microsoft\.insights\/diagnosticsettings$/i.test(path)) return arm;
  if (/\/providers\/microsoft\.security\//i.test(path)) return defender;
  if (/\/providers\/microsoft\.containerservice\//i.test(path)) return aks;
  return arm;
}
