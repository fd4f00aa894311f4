import { sureness, tellingLines } from '../logs/telling-lines.ts';
import { quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** As glibc, musl, Python, .NET and Node say it. */
const missing =
  /error while loading shared libraries: ([\w.+-]{1,120})|Error loading shared library ([\w.+-]{1,120})|ImportError: ([\w.+-]{1,120}): cannot open shared object|Unable to load shared library '([\w.+-]{1,120})'|version [`']((?:GLIBC|GLIBCXX)_[\d.]{1,20})' not found/;

/** A program was built against a library that its image does not hold, or against a newer one. */
export const sharedLibraryMissing = defineRule({
  code: 'shared-library-missing',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return tellingLines(evidence, missing, now).map((told) => {
      const { workload, log, line } = told;
      const { kind, namespace, name } = workload;
      const library = missing.exec(line)?.slice(1).find(Boolean) ?? 'a library';
      const isOld = library.startsWith('GLIBC');
      return {
        code: 'shared-library-missing',
        about: { kind, namespace, name },
        confidence: sureness(told, 0.95),
        sentence: isOld
          ? `${name} does not run: the program of container ${log.container} was built for a newer C library (${library}) than its image holds.`
          : `${name} does not run: its image lacks the library ${library}, which the program of container ${log.container} needs.`,
        quotes: [quoteLine(line, log)],
        suggestions: [
          {
            text: isOld
              ? `Build the program of container ${log.container} on the same base image that it runs on, or run it on a newer one.`
              : `Install the package of ${library} in the image of container ${log.container}, or copy the library from the stage that builds it.`,
          },
        ],
      };
    });
  },
});
