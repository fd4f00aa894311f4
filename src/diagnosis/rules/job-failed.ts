import type { V1Job } from '@kubernetes/client-node';
import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import type { Quote } from '../../model/finding.ts';
import { ago } from '../oom/words.ts';
import { quoteEvent, quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { controllerOf } from '../situation/workloads.ts';

const ended: Readonly<Record<string, string>> = {
  BackoffLimitExceeded: 'it failed as often as its backoff limit allows (BackoffLimitExceeded)',
  DeadlineExceeded: 'it ran longer than its deadline allows (DeadlineExceeded)',
  PodFailurePolicy: 'its pod failure policy ended it (PodFailurePolicy)',
};
const recentMs = 24 * 3_600_000;
const error = /error|exception|fail|refused|denied|timed? ?out|cannot|unable/i;

/** A Job has given up; its last pod's log says why, where it is still there. */
export const jobFailed = defineRule({
  code: 'job-failed',
  explains: ['Failing', 'CrashLoopBackOff'],
  needs: ['jobs'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, subject, now) {
    const situation = situationOf(evidence);
    return newestRuns(evidence.jobs.value).flatMap((job) => {
      const { namespace, name } = refOf('Job', job);
      const owner = controllerOf(job);
      const condition = job.status?.conditions?.find(({ type, status }) => type === 'Failed' && status === 'True');
      const event = situation.eventsOf({ kind: 'Job', namespace, name }).find(({ reason }) => reason in ended);
      const reason = condition?.reason ?? event?.reason;
      const isOver = (job.status?.succeeded ?? 0) > 0 || (job.status?.active ?? 0) > 0;
      if (reason === undefined || (isOver && !condition)) return [];
      const failedAt = condition?.lastTransitionTime ?? event?.lastAt;
      const isOld = failedAt !== undefined && now.getTime() - failedAt.getTime() > recentMs;
      const isAsked = subject.namespace === namespace && (subject.name === name || subject.name === owner?.name);
      const said = lastError(evidence.containerLogs?.value ?? [], namespace, name);
      const quotes: Quote[] = [
        ...(event
          ? [quoteEvent(event)]
          : condition?.message
            ? [quoteField(condition.message, `condition Failed of Job ${name}`, condition.lastTransitionTime)]
            : []),
        ...(said ? [said.quote] : commandOf(job)),
      ];
      return {
        code: 'job-failed',
        about:
          owner?.kind === 'CronJob'
            ? { kind: 'CronJob', namespace, name: owner.name }
            : { kind: 'Job', namespace, name },
        // One that failed days ago stays listed: it is told first only to who asks about it.
        confidence: isOld && !isAsked ? 0.35 : 0.9,
        sentence: `Job ${name} has failed${isOld && failedAt ? ` ${ago(failedAt, now)} ago` : ''}: ${ended[reason] ?? reason}${said ? '; its log ends with an error' : ''}.`,
        quotes,
        suggestions: [
          {
            text: said
              ? `Mend what the log of ${said.pod} tells, then run Job ${name} again.`
              : `Look at the log of the last pod of Job ${name}; run it again once the cause is known.`,
          },
        ],
      };
    });
  },
});

/** Of a CronJob's runs only the last one counts: what failed before it is over. */
function newestRuns(jobs: readonly V1Job[]): V1Job[] {
  const startOf = ({ metadata }: V1Job) => metadata?.creationTimestamp?.getTime() ?? 0;
  const runs = Map.groupBy(jobs, (job) => {
    const owner = controllerOf(job);
    return `${job.metadata?.namespace}/${owner?.kind === 'CronJob' ? owner.name : `Job ${job.metadata?.name}`}`;
  });
  return [...runs.values()].flatMap((its) => its.toSorted((a, b) => startOf(b) - startOf(a))[0] ?? []);
}

/** What it runs, where its log is gone: the longest argument of its first container. */
function commandOf(job: V1Job): Quote[] {
  const [container] = job.spec?.template.spec?.containers ?? [];
  const words = [...(container?.command ?? []), ...(container?.args ?? [])];
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), '');
  return longest === '' ? [] : [quoteField(longest.slice(0, 300), `command of Job ${job.metadata?.name}`)];
}

/** The last line of the Job's pods that tells of an error. */
function lastError(
  logs: readonly ContainerLog[],
  namespace: string,
  job: string,
): { quote: Quote; pod: string } | undefined {
  for (const log of logs) {
    if (log.namespace !== namespace || !log.pod.startsWith(`${job}-`)) continue;
    // A Job "backup" has no pod of the Job "backup-db"; those of an indexed Job have a number before their end.
    if (!/^(?:\d{1,9}-)?[a-z0-9]{5}$/.test(log.pod.slice(job.length + 1))) continue;
    const line = log.lines.findLast((it) => error.test(it));
    if (line) return { quote: quoteLine(line, log), pod: log.pod };
  }
  return undefined;
}
