import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { lastEnding, statusesOf } from '../situation/workload.ts';

const unstartable = /executable file not found|no such file or directory|permission denied|not a directory/i;
/** What is there and cannot be run is told of by the image's platform. */
const wrongPlatform = /exec format error/i;
/** Shells end so for a command that is not there, or not executable. */
const shellCodes = new Set([126, 127]);

/** The container's command is not in its image, or cannot be executed there. */
export const commandNotFound = defineRule({
  code: 'command-not-found',
  explains: ['CrashLoopBackOff', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence) {
    const situation = situationOf(evidence);
    return situation.workloads.flatMap((workload) => {
      for (const pod of workload.pods) {
        for (const status of statusesOf(pod)) {
          const ending = lastEnding(status);
          if (status.ready || status.state?.running || !ending) continue;
          const isStart =
            /StartError|ContainerCannotRun/.test(ending.reason ?? '') && unstartable.test(ending.message ?? '');
          if (!isStart && !shellCodes.has(ending.exitCode)) continue;
          if (wrongPlatform.test(ending.message ?? '')) continue;
          const event = situation.eventsOf(refOf('Pod', pod)).find((it) => unstartable.test(it.message));
          const isDenied = /permission denied/i.test(ending.message ?? event?.message ?? '');
          const where = `last ending of ${status.name} in ${pod.metadata?.name}`;
          return [
            {
              code: 'command-not-found',
              about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
              confidence: isStart || event ? 0.95 : 0.7,
              sentence: `${workload.name} does not run: the command of container ${status.name} ${isDenied ? 'is there, but may not be executed' : 'is not in its image or cannot be executed'} (exit code ${ending.exitCode}).`,
              quotes: event ? [quoteEvent(event)] : [quoteField(ending.message ?? ending.reason ?? '', where)],
              suggestions: [
                {
                  text: isDenied
                    ? `Make the program of container ${status.name} executable in its image (COPY --chmod=755, for the user of runAsUser), and do not mount a volume over it without defaultMode 0755.`
                    : `Correct command and args of container ${status.name}, or use an image that holds that program for this platform.`,
                },
              ],
            },
          ];
        }
      }
      return [];
    });
  },
});
