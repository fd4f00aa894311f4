import { isWorkload } from '../../model/subject.ts';
import { growthFinding } from '../oom/growth-finding.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Memory is calm and far below the limit until a sudden rise, between two samples, ends it: one piece of work needs the rest. */
export const oomSpike = defineRule({
  code: 'oom-spike',
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
  judge: (evidence, subject, now) => growthFinding('spike', evidence, subject, now),
});
