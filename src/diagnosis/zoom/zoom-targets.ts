import type { Finding } from '../../model/finding.ts';
import { isOneThing, type Subject, workloadKinds } from '../../model/subject.ts';

/** Each costs reads of its own: the first few are what a person acts on. */
const most = 3;
/** Worse guesses are not put forward, so they are not looked into. */
const worthALook = 0.2;

/** What to look at closely after a wide question: the first workloads and nodes that its findings blame; none after a question about one thing. */
export function zoomTargets(findings: readonly Finding[], { cluster, report, ...subject }: Subject): Subject[] {
  if (isOneThing({ cluster, ...subject })) return [];
  const blamed = findings.flatMap(({ about, confidence }) => {
    const kind = [...workloadKinds, 'Node' as const].find((it) => it === about?.kind);
    if (!about || !kind || confidence < worthALook) return [];
    const { namespace, name } = about;
    return [{ cluster, kind, namespace, name, ...(report !== undefined && { report }) }];
  });
  return [...new Map(blamed.map((it) => [`${it.kind}/${it.namespace}/${it.name}`, it])).values()].slice(0, most);
}
