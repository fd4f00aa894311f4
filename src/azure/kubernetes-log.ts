import type { KubernetesApis } from './kubernetes-apis.ts';

/** A container of a pod. */
export interface PodContainer {
  namespace: string;
  name: string;
  container: string;
}

/** Which of its lives, how many lines at most, and whether each begins with the time at which it was written. */
export interface LogOptions {
  previous: boolean;
  tailLines: number;
  timestamps?: boolean;
}

/** More of a log than fits on any card. */
const logBytes = 256 * 1024;

/** The last lines of a container's log; fewer of them where they are very long. Throws what the client throws. */
export async function readLog(
  { requests, answers, send }: KubernetesApis,
  { namespace, name, container }: PodContainer,
  { previous, tailLines, timestamps = false }: LogOptions,
  signal: AbortSignal,
): Promise<string> {
  const read = async (lines: number) => {
    const request = await requests.core.readNamespacedPodLog(name, namespace, container);
    request.setQueryParam('previous', String(previous));
    request.setQueryParam('tailLines', String(lines));
    request.setQueryParam('limitBytes', String(logBytes));
    if (timestamps) request.setQueryParam('timestamps', 'true');
    return (await answers.core.readNamespacedPodLogWithHttpInfo(await send(request, signal))).data;
  };
  const text = await read(tailLines);
  // The API server stops at the size, and so leaves out the newest lines: fewer of them fit.
  return Buffer.byteLength(text) < logBytes - 4 ? text : read(Math.ceil(tailLines / 10));
}
