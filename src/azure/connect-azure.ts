import type { TokenCredential } from '@azure/core-auth';
import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';
import type { Access } from './access.ts';
import { connectActivityLog } from './activity-log.ts';
import { aksClients, connectAks } from './aks.ts';
import { alertRulesOver } from './alert-rules.ts';
import { connectAlertStates } from './alert-states.ts';
import { connectArmChanges } from './arm-changes.ts';
import { connectArmReader } from './arm-reader.ts';
import type { AzureConnection } from './azure.ts';
import type { AzureConfig } from './azure-config.ts';
import { connectDefender } from './defender.ts';
import { connectDetectors } from './detectors.ts';
import { connectDirectory } from './directory.ts';
import { connectGraph } from './graph.ts';
import { connectIngestion } from './ingestion.ts';
import { connectKubernetes } from './kubernetes.ts';
import { connectKubernetesChanges } from './kubernetes-changes.ts';
import { kubernetesReach } from './kubernetes-reach.ts';
import { connectLogs } from './logs.ts';
import { connectPrometheus } from './prometheus.ts';
import { connectRegistry } from './registry.ts';
import { connectRegistryChanges } from './registry-changes.ts';
import { connectRegistryTasks } from './registry-tasks.ts';
import type { Transport } from './transport.ts';

/** The process's one connection to Azure; SDKs are loaded, and their clients made, at first use. */
export function connectAzure(options: {
  credential: TokenCredential;
  transport?: Transport;
  clock: Clock;
  log: Logger;
  config: AzureConfig;
}): AzureConnection {
  const { credential, transport = {}, clock, log, config } = options;
  const access: Access = { credential, transport, log, config };
  const clients = aksClients(access);
  const logs = connectLogs(access);
  const graph = connectGraph(access);
  const aks = connectAks(access, clients);
  const detectors = connectDetectors(access);
  const defender = connectDefender(access);
  const registry = connectRegistry(access);
  const reach = kubernetesReach(access, clients, clock);
  const kubernetes = connectKubernetes(access, clients, reach);
  const kubernetesChanges = connectKubernetesChanges(reach);
  const prometheus = connectPrometheus(access, graph, clock);
  const directory = connectDirectory(access);
  const alertStates = connectAlertStates(access);
  const registryChanges = connectRegistryChanges(access);
  const armChanges = connectArmChanges(access);
  const armReader = connectArmReader(access);
  const registryTasks = connectRegistryTasks(access);
  const activityLog = connectActivityLog(access);
  const ingestion = connectIngestion(access);

  return {
    until(signal, workLog = log) {
      const work = { signal, log: workLog };
      const states = alertStates(work);
      const arm = armChanges(work);
      return {
        logs: logs(work),
        graph: graph(work),
        aks: aks(work),
        detectors: detectors(work),
        arm: armReader(work),
        defender: defender(work),
        registry: registry(work),
        kubernetes: kubernetes(work),
        prometheus: prometheus(work),
        directory: directory(work),
        alertStates: states,
        activityLog: activityLog(work),
        ingestion: ingestion(work),
        change: {
          kubernetes: kubernetesChanges(work),
          registry: registryChanges(work),
          registryTasks: registryTasks(work, arm),
          defender: states,
          alertRules: alertRulesOver(arm),
          arm,
        },
      };
    },
  };
}
