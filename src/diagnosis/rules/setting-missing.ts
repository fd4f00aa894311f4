import { complaintsIn } from '../logs/complaints.ts';
import { quoteLine } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** "Could not resolve placeholder 'db.url'", "environment variable API_KEY is not set", "KeyError: 'API_KEY'". */
const setting =
  /placeholder '([^']{1,100})'|(?:environment variable|env var|variable|setting|key)s? ["'`]?([A-Za-z][A-Za-z0-9_.-]{2,80})["'`]?|KeyError: '([^']{1,100})'|["'`]?\b([A-Z][A-Z0-9_]{3,80})\b["'`]? (?:is |must be |environment )/;

/** A container ends at start because a variable or a key of its configuration is missing. */
export const settingMissing = defineRule({
  code: 'setting-missing',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence) {
    const told = complaintsIn(evidence).filter(
      ({ sign, workload, isProxy }) => sign === 'missing-setting' && !isProxy && isSuffering(workload),
    );
    return [...Map.groupBy(told, ({ workload }) => workload)].flatMap(([workload, [complaint]]) => {
      if (!complaint) return [];
      const { kind, namespace, name } = workload;
      const what = complaint.line.slice(0, 2_000).match(setting)?.slice(1).find(Boolean);
      return {
        code: 'setting-missing',
        about: { kind, namespace, name },
        confidence: what ? 0.85 : 0.6,
        sentence: `Container ${complaint.log.container} of ${name} does not start: ${what ? `its setting ${what}` : 'a setting of it'} is missing.`,
        quotes: [quoteLine(complaint.line, complaint.log)],
        suggestions: [
          {
            text: `Add ${what ?? 'the missing setting'} to the variables of container ${complaint.log.container} in ${kind} ${name}, or to the ConfigMap or Secret that they come from.`,
          },
        ],
      };
    });
  },
});
