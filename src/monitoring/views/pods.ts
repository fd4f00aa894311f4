import type { Azure } from '../../azure/azure.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { containerUse } from '../../evidence/estate/use-now.ts';
import { pods as podList } from '../../evidence/pods.ts';
import type { PodStanding, Standings } from '../../model/standing.ts';
import type { Subject } from '../../model/subject.ts';
import { isSystemNamespace } from '../../model/system-namespace.ts';
import { byTrouble } from '../standing/levels.ts';
import { podsSeen } from '../standing/pods-seen.ts';

const parts = { pods: podList, use: containerUse };

/** The subject's pods, worst first (Kubernetes API, else KubePodInventory; Perf for what they use). */
export async function pods(azure: Azure, subject: Subject, now: Date): Promise<Standings<PodStanding>> {
  const { evidence, gaps } = await gather(parts, azure, subject, { from: now, to: now });
  return {
    subject,
    isRead: evidence.pods !== undefined,
    rows: podsSeen(subject, evidence, now).sort(
      byTrouble({
        weight: ({ restarts }) => restarts,
        isSystem: ({ namespace }) => isSystemNamespace(namespace),
        name: ({ name }) => name,
      }),
    ),
    evidence: [evidence.pods, evidence.use].flatMap((it) => it ?? []),
    gaps,
  };
}
