import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';

const steps: Readonly<Record<string, { why: string; step: string }>> = {
  TooManyMissedTimes: {
    why: 'it missed more than 100 start times in a row, after which none is made up for',
    step: 'Set startingDeadlineSeconds (some minutes), so that only recent start times count.',
  },
  FailedNeedsStart: {
    why: 'it missed more than 100 start times in a row, after which none is made up for',
    step: 'Set startingDeadlineSeconds (some minutes), so that only recent start times count.',
  },
  MissSchedule: {
    why: 'it missed a start time',
    step: 'Set a longer startingDeadlineSeconds, or see why the controller was late.',
  },
  JobAlreadyActive: {
    why: 'its Job before still runs, and concurrencyPolicy Forbid lets no second one start',
    step: 'See why the Job that runs does not end; give it an activeDeadlineSeconds.',
  },
  UnparseableSchedule: {
    why: 'its schedule cannot be read',
    step: 'Write the schedule as five fields, and the time zone in timeZone.',
  },
  InvalidSchedule: {
    why: 'its schedule cannot be read',
    step: 'Write the schedule as five fields, and the time zone in timeZone.',
  },
  UnknownTimeZone: { why: 'its time zone is not known', step: 'Use a name of the time zone database in timeZone.' },
};

/** A CronJob does not start its Jobs, though it is not suspended. */
export const cronJobNotStarting = defineRule({
  code: 'cron-job-not-starting',
  explains: ['Failing'],
  needs: ['cronJobs', 'events'],
  judge({ cronJobs, events }) {
    return cronJobs.value.flatMap(({ metadata, spec, status }) => {
      const { namespace = '', name = '' } = metadata ?? {};
      if (spec?.suspend === true) return [];
      const event = events.value.find(
        ({ object, reason, lastAt }) =>
          object.kind === 'CronJob' &&
          object.name === name &&
          object.namespace === namespace &&
          reason in steps &&
          // It has started one since.
          !(status?.lastScheduleTime && status.lastScheduleTime > lastAt),
      );
      const told = event && steps[event.reason];
      if (!event || !told) return [];
      return {
        code: 'cron-job-not-starting',
        about: { kind: 'CronJob', namespace, name },
        confidence: event.reason === 'MissSchedule' ? 0.6 : 0.9,
        sentence: `CronJob ${name} starts no Job: ${told.why}.`,
        quotes: [quoteEvent(event)],
        suggestions: [{ text: told.step }],
      };
    });
  },
});
