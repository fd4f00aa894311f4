import { sureness, tellingLines } from '../logs/telling-lines.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const refused = /read-only file ?system|EROFS/i;
const path = /(?:^|[\s'"`:(=])(\/[A-Za-z0-9._/-]{1,200})/;

/** A container writes to its own image's files, and its securityContext makes those read-only. */
export const rootFilesystemReadOnly = defineRule({
  code: 'root-filesystem-read-only',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return tellingLines(evidence, refused, now).flatMap((told) => {
      const { workload, log, line } = told;
      const { kind, namespace, name, template } = workload;
      const container = [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])].find(
        (it) => it.name === log.container,
      );
      const mounts = (container?.volumeMounts ?? []).map(({ mountPath }) => mountPath).filter((it) => it !== '/');
      // What is mounted has a rule of its own.
      if (!container?.securityContext?.readOnlyRootFilesystem || mounts.some((it) => line.includes(it))) return [];
      const where = path.exec(line)?.[1];
      const folder = where?.replace(/\/[^/]*$/, '') || where;
      return {
        code: 'root-filesystem-read-only',
        about: { kind, namespace, name },
        confidence: sureness(told, 0.94),
        sentence: `Container ${log.container} of ${name} writes${where ? ` to ${where}` : ' to its own files'}, which its securityContext makes read-only.`,
        quotes: [
          quoteLine(line, log),
          quoteField('true', `readOnlyRootFilesystem of container ${container.name} in ${kind} ${name}`),
        ],
        suggestions: [
          {
            text: `Mount an emptyDir at ${folder ?? 'the folder that it writes to'} in container ${log.container}; leave readOnlyRootFilesystem on.`,
          },
        ],
      };
    });
  },
});
