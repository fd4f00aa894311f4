import { isWorkload } from '../../model/subject.ts';
import { growthFinding } from '../oom/growth-finding.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Memory climbs in a straight line from each start to the limit, whatever the load: a higher limit only buys time. */
export const oomLeak = defineRule({
  code: 'oom-leak',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  // Containers of one name are compared over the pods of one workload: on a whole node they are strangers.
  fits: isWorkload,
  needs: ['memoryUsage'],
  wants: [
    ...situationFacts,
    'containerRestarts',
    'restartHistory',
    'nodeConditions',
    'kubernetesEvents',
    'eventHistory',
  ],
  judge: (evidence, subject, now) => growthFinding('leak', evidence, subject, now),
});
