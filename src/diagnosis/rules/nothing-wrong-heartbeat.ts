import { defineRule } from '../rule.ts';

const heartbeat = /\bwatchdog\b|\bdead ?man'?s? ?(?:switch|snitch)\b|always (?:be )?firing|\bheartbeat alert\b/i;

/** The alert that was asked about is meant to fire all the time: it proves that alerts arrive. */
export const nothingWrongHeartbeat = defineRule({
  code: 'nothing-wrong-heartbeat',
  explains: ['Failing'],
  weight: 'all-clear',
  needs: [],
  judge(_evidence, { report }) {
    const said = report === undefined ? undefined : heartbeat.exec(report)?.[0];
    if (said === undefined) return undefined;
    return {
      code: 'nothing-wrong-heartbeat',
      confidence: 0.6,
      sentence: 'Nothing is wrong: this alert is a heartbeat, which fires all the time to prove that alerts arrive.',
      quotes: [],
      suggestions: [{ text: "Be worried when it stops. Route it to a dead man's switch rather than to people." }],
    };
  },
});
