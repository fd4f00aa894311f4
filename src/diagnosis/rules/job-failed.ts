import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import type { Quote } from '../../model/finding.ts';
import { quoteEvent, quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const ended: Readonly<Record<string, string>> = {
  BackoffLimitExceeded: 'it failed as often as its backoff limit allows (BackoffLimitExceeded)',
  DeadlineExceeded: 'it ran longer than its deadline allows (DeadlineExceeded)',
  PodFailurePolicy: 'its pod failure policy ended it (PodFailurePolicy)',
};
const error = /error|exception|fail|refused|denied|timed? ?out|cannot|unable/i;

/** A Job has given up; its last pod's log says why, where it is still there. */
export const jobFailed = defineRule({
  code: 'job-failed',
  explains: ['Failing', 'CrashLoopBackOff'],
  needs: ['jobs'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence) {
    const situation = situationOf(evidence);
    return evidence.jobs.value.flatMap((job) => {
      const { namespace, name } = refOf('Job', job);
      const condition = job.status?.conditions?.find(({ type, status }) => type === 'Failed' && status === 'True');
      const event = situation.eventsOf({ kind: 'Job', namespace, name }).find(({ reason }) => reason in ended);
      const reason = condition?.reason ?? event?.reason;
      const isOver = (job.status?.succeeded ?? 0) > 0 || (job.status?.active ?? 0) > 0;
      if (reason === undefined || (isOver && !condition)) return [];
      const said = lastError(evidence.containerLogs?.value ?? [], namespace, name);
      const quotes: Quote[] = [
        ...(event
          ? [quoteEvent(event)]
          : condition?.message
            ? [quoteField(condition.message, `condition Failed of Job ${name}`, condition.lastTransitionTime)]
            : []),
        ...(said ? [said.quote] : []),
      ];
      return {
        code: 'job-failed',
        about: { kind: 'Job', namespace, name },
        confidence: 0.9,
        sentence: `Job ${name} has failed: ${ended[reason] ?? reason}${said ? '; its log ends with an error' : ''}.`,
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

/** The last line of the Job's pods that tells of an error. */
function lastError(
  logs: readonly ContainerLog[],
  namespace: string,
  job: string,
): { quote: Quote; pod: string } | undefined {
  for (const log of logs) {
    if (log.namespace !== namespace || !log.pod.startsWith(`${job}-`)) continue;
    const line = log.lines.findLast((it) => error.test(it));
    if (line) return { quote: quoteLine(line, log), pod: log.pod };
  }
  return undefined;
}
