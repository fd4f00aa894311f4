import { lastWords } from '../logs/last-words.ts';
import { groupLines } from '../logs/line-groups.ts';
import { signIn } from '../logs/signatures.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { crashLoops } from '../starting/crash-loops.ts';
import { exitWords } from '../starting/exit-codes.ts';

/** A container ends again and again, and nothing here says more than its exit code and its last words. */
export const crashLoopUnexplained = defineRule({
  code: 'crash-loop-unexplained',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, _subject, now) {
    const loops = crashLoops(situationOf(evidence).workloads, now);
    const logs = Map.groupBy(
      evidence.containerLogs?.value ?? [],
      ({ namespace, pod, container }) => `${namespace}/${pod}/${container}`,
    );
    return [...Map.groupBy(loops, ({ workload }) => workload)].flatMap(([workload, [loop]]) => {
      if (!loop) return [];
      const { kind, namespace, name } = workload;
      const { pod, container, restarts, ending } = loop;
      const read = logs.get(`${namespace}/${pod}/${container}`);
      const own = (read ?? []).filter(({ lines }) => lines.length > 0);
      const log = own.find(({ previous }) => previous) ?? own[0];
      const line = log && lastWords(log);
      const words = ending && exitWords(ending);
      const code = ending ? ` with exit code ${ending.exitCode} (${words?.meaning})` : '';
      return {
        code: 'crash-loop-unexplained',
        about: { kind, namespace, name },
        confidence: line ? 0.45 : 0.3,
        sentence: `Container ${container} of ${name} ends${code} again and again${restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'} so far` : ''}${line ? '; its last words are below' : read ? '; it left nothing in its log' : '; its log could not be read, which would say why'}.`,
        quotes: [
          ...(line && log ? [quoteLine(line, log)] : []),
          ...(!line && ending?.reason ? [quoteField(ending.reason, `last ending of ${container} in ${pod}`)] : []),
        ],
        ...(log && { derivation: mostSaid(log.lines) }),
        suggestions: [
          {
            text: line
              ? `Read the rest of the log of ${container} before its last restart, and compare with what changed last in ${kind} ${name}.`
              : `Read the log of the life before: kubectl logs ${pod} -n ${namespace} -c ${container} --previous.`,
          },
          ...(words?.look ? [{ text: words.look }] : []),
        ],
      };
    });
  },
});

/** What its log complains about most, with how often. */
function mostSaid(lines: readonly string[]): string[] {
  return groupLines(lines.filter((it) => signIn(it) !== undefined))
    .slice(0, 3)
    .map(({ count, template }) => `${count} x ${template.slice(0, 160)}`);
}
