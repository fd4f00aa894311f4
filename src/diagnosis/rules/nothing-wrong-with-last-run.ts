import { ago } from '../oom/words.ts';
import { defineRule } from '../rule.ts';

/** The latest run of a Job or CronJob came to its end: nothing is wrong with it now. */
export const nothingWrongWithLastRun = defineRule({
  code: 'nothing-wrong-with-last-run',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'ImagePullBackOff', 'Pending', 'NotReady', 'Evicted', 'Failing'],
  weight: 'all-clear',
  needs: ['containerRestarts'],
  judge({ containerRestarts }, subject, now) {
    if (subject.kind !== 'Job' && subject.kind !== 'CronJob') return undefined;
    const [last] = [...containerRestarts.value].sort((a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0));
    if (last?.phase !== 'Succeeded') return undefined;
    const ends = last.containers.flatMap((it) => it.terminations.flatMap((end) => end.finishedAt ?? []));
    const when = ends.length === 0 ? '' : ` ${ago(new Date(Math.max(...ends.map(Number))), now)} ago`;
    return {
      code: 'nothing-wrong-with-last-run',
      confidence: 0.9,
      sentence: `Nothing is wrong now: the last run of ${subject.name} completed${when}.`,
      quotes: [{ text: `${last.name}: phase: ${last.phase}`, source: containerRestarts.source }],
      suggestions: [],
    };
  },
});
