import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady, statusesOf } from '../situation/workload.ts';

const recentMs = 30 * 60_000;

/** The command that runs right after a container's start fails, and the kubelet ends the container for it. */
export const postStartHookFails = defineRule({
  code: 'post-start-hook-fails',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const situation = situationOf(evidence);
    return situation.workloads.flatMap((workload) => {
      for (const pod of workload.pods.filter((it) => !isReady(it))) {
        const event = situation
          .eventsOf(refOf('Pod', pod))
          .find(
            ({ reason, lastAt }) => reason === 'FailedPostStartHook' && now.getTime() - lastAt.getTime() < recentMs,
          );
        const status = statusesOf(pod).find(({ state }) => state?.waiting?.reason === 'PostStartHookError');
        if (!event && !status) continue;
        const hooked = (pod.spec?.containers ?? []).filter(({ lifecycle }) => lifecycle?.postStart);
        const container = status?.name ?? (hooked.length === 1 ? hooked[0]?.name : undefined);
        const { kind, namespace, name } = workload;
        const said = status?.state?.waiting?.message;
        return [
          {
            code: 'post-start-hook-fails',
            about: { kind, namespace, name },
            confidence: 0.94,
            sentence: `${name} does not stay up: the postStart hook of ${container ? `container ${container}` : 'a container'} fails, and the kubelet ends the container each time.`,
            quotes: event
              ? [quoteEvent(event)]
              : said
                ? [quoteField(said, `state of ${status?.name} in ${pod.metadata?.name}`)]
                : [],
            suggestions: [
              {
                text: `Correct lifecycle.postStart of ${container ? `container ${container}` : name}: it runs beside the program's own start, which may not be up yet; wait for it there, or use an init container.`,
              },
            ],
          },
        ];
      }
      return [];
    });
  },
});
