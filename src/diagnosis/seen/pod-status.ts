import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';

/** The word that kubectl prints in the column STATUS of a pod: people search for it. */
export function podStatus({ metadata, spec, status }: V1Pod): string {
  const { initContainerStatuses: inits = [], containerStatuses: apps = [] } = status ?? {};
  const held = inits.find(({ state, started }) => state?.terminated?.exitCode !== 0 && !(started && state?.running));
  const total = spec?.initContainers?.length ?? inits.length;
  const initWord = held && (wordOf(held.state, ['PodInitializing']) ?? `${inits.indexOf(held)}/${total}`);
  const appWord = apps.flatMap(({ state }) => wordOf(state) ?? []).at(0);
  if (metadata?.deletionTimestamp) return status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  if (status?.reason) return status.reason;
  if (initWord) return `Init:${initWord}`;
  const isAnyRunning = apps.some(({ state, ready }) => state?.running && ready);
  if (appWord === 'Completed' && isAnyRunning) return 'Running';
  return appWord ?? status?.phase ?? (apps.some(({ state }) => state?.running) ? 'Running' : 'Unknown');
}

function wordOf(state: V1ContainerState | undefined, left: readonly string[] = []): string | undefined {
  const { waiting, terminated } = state ?? {};
  if (waiting?.reason && !left.includes(waiting.reason)) return waiting.reason;
  if (!terminated) return undefined;
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}
