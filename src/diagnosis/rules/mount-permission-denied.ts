import { quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const refused = /permission denied|EACCES|operation not permitted|read-only file system|EROFS/i;

/** The container may not write (or read) where a volume is mounted: wrong owner, group or mode, or a read-only mount. */
export const mountPermissionDenied = defineRule({
  code: 'mount-permission-denied',
  explains: ['CrashLoopBackOff', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence) {
    const { workloads } = situationOf(evidence);
    const logs = Map.groupBy(evidence.containerLogs.value, (log) => `${log.namespace}/${log.pod}`);
    return workloads.filter(isSuffering).flatMap((workload) => {
      for (const pod of workload.pods) {
        const paths = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].flatMap((container) =>
          (container.volumeMounts ?? []).map(({ mountPath }) => ({ container: container.name, mountPath })),
        );
        for (const log of logs.get(`${workload.namespace}/${pod.metadata?.name}`) ?? []) {
          const mounts = paths.filter((it) => it.container === log.container && it.mountPath !== '/');
          const line = log.lines.findLast(
            (text) => refused.test(text) && mounts.some((it) => isIn(text, it.mountPath)),
          );
          // Of mounts in one another the inner one is meant.
          const [mount] = mounts
            .filter((it) => line !== undefined && isIn(line, it.mountPath))
            .sort((a, b) => b.mountPath.length - a.mountPath.length);
          if (!line || !mount) continue;
          return [
            {
              code: 'mount-permission-denied',
              about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
              confidence: 0.93,
              sentence: `${workload.name} does not start: container ${log.container} may not use the volume mounted at ${mount.mountPath}.`,
              quotes: [quoteLine(line, log)],
              suggestions: [
                {
                  text: `Set securityContext.fsGroup (or runAsUser) of ${workload.name} to the owner of the files under ${mount.mountPath}, or mount it writable.`,
                },
              ],
            },
          ];
        }
      }
      return [];
    });
  },
});

/** Whether a text names the path or something in it: "/data" is not in "/database". */
function isIn(text: string, mountPath: string): boolean {
  const path = mountPath.replace(/\/+$/, '');
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1))
    if (!/[\w.-]/.test(text[at + path.length] ?? '')) return true;
  return false;
}
