import { ago } from '../oom/words.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';

/** A CronJob was suspended: nothing failed, and nothing runs. */
export const cronJobSuspended = defineRule({
  code: 'cron-job-suspended',
  explains: ['Failing'],
  needs: ['cronJobs'],
  judge({ cronJobs }, subject, now) {
    return cronJobs.value.flatMap(({ metadata, spec, status }) => {
      const { namespace = '', name = '' } = metadata ?? {};
      if (spec?.suspend !== true) return [];
      const isAsked = subject.kind === 'CronJob' && subject.name === name && subject.namespace === namespace;
      const last = status?.lastScheduleTime;
      return {
        code: 'cron-job-suspended',
        about: { kind: 'CronJob', namespace, name },
        // Most are suspended on purpose; one that somebody asks about is not.
        confidence: isAsked ? 0.95 : 0.3,
        sentence: `CronJob ${name} is suspended: it ${last ? `last started ${ago(last, now)} ago, and` : ''} starts no Job until suspend is false again.`,
        quotes: spec.schedule ? [quoteField(spec.schedule, `schedule of CronJob ${name}`)] : [],
        suggestions: [
          { text: `Set suspend to false in CronJob ${name}, and run it once by hand for the time that it missed.` },
        ],
      };
    });
  },
});
