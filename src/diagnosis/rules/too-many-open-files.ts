import { sureness, tellingLines } from '../logs/telling-lines.ts';
import { quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const exhausted = /too many open files|\bEMFILE\b|\bENFILE\b|limit for number of file watchers reached/i;
const watching = /inotify|fsnotify|file watchers|watcher/i;

/** A process has as many files, sockets or watches open as it may: it takes no more connections. */
export const tooManyOpenFiles = defineRule({
  code: 'too-many-open-files',
  explains: ['CrashLoopBackOff', 'NotReady', 'Slow', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return tellingLines(evidence, exhausted, now).map((told) => {
      const { workload, log, line } = told;
      const { kind, namespace, name } = workload;
      const isWatch = watching.test(line);
      return {
        code: 'too-many-open-files',
        about: { kind, namespace, name },
        confidence: sureness(told, 0.85),
        sentence: `Container ${log.container} of ${name} ${isWatch ? "may watch no more files: its node's limit of inotify watches or instances is used up" : 'has as many files and sockets open as it may'}.`,
        quotes: [quoteLine(line, log)],
        suggestions: [
          {
            text: isWatch
              ? 'Raise fs.inotify.max_user_watches and max_user_instances for the pool (az aks nodepool add --linux-os-config), or turn the watching of files off.'
              : `See whether it closes what it opens: kubectl exec ${log.pod} -n ${namespace} -c ${log.container} -- ls /proc/1/fd; connections and files that pile up are a leak. A higher limit only puts it off.`,
          },
        ],
      };
    });
  },
});
