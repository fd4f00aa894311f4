import { namespacesEnforceLevel } from '../posture/kubernetes/namespaces-enforce-level.ts';
import { podCheck } from '../posture/kubernetes/pod-check.ts';
import { definePractice } from '../posture/practice.ts';

/** Containers stay within their walls: the Pod Security Standards, of the system's namespaces apart. */
export const privilegedContainers = definePractice({
  code: 'privileged-containers',
  title: 'Privileged containers',
  also: [
    ...['privileged', 'privileged pods', 'privilege escalation', 'host network', 'host namespaces', 'host path'],
    ...['pod security', 'pod security standards', 'pss', 'baseline', 'restricted', 'capabilities', 'run as root'],
  ],
  why: 'Who gets into such a container is on the node in one step, and with it in every pod there.',
  checks: [
    podCheck({
      code: 'pods-privileged',
      title: 'No container is privileged',
      severity: 'High',
      policyId: '95edb821-ddaf-4404-9732-666045e056b4',
      offence: 'privileged',
      property: 'spec.containers[*].securityContext.privileged',
      do: 'run privileged containers',
      does: 'runs a privileged container',
      step: 'Take privileged out of the workload, and add only the capability that it needs.',
    }),
    podCheck({
      code: 'pods-share-host',
      title: 'No pod shares the namespaces of its host',
      severity: 'High',
      policyId: '47a1ee2f-2a2a-4576-bf2a-e0e36709c2b8',
      offence: 'host-namespaces',
      property: 'spec.hostNetwork, spec.hostPID, spec.hostIPC',
      do: 'share namespaces of their host',
      does: 'shares a namespace of its host',
      step: 'Take hostNetwork, hostPID and hostIPC out of the workload; a Service reaches its pods without.',
    }),
    podCheck({
      code: 'pods-baseline',
      title: 'Pods meet the baseline of the Pod Security Standards',
      severity: 'High',
      offence: 'baseline',
      property: 'spec (Pod Security Standards, baseline)',
      do: 'break the baseline of the Pod Security Standards',
      does: 'breaks the baseline of the Pod Security Standards',
      step: 'Take out of each workload what is named; what has to have it belongs into a namespace of its own.',
    }),
    podCheck({
      code: 'pods-escalate',
      title: 'No container may gain more rights',
      severity: 'Medium',
      policyId: '1c6e92c9-99f0-4e55-9cf2-0c234dc48f99',
      offence: 'escalation',
      property: 'spec.containers[*].securityContext.allowPrivilegeEscalation',
      do: 'let their processes gain more rights',
      does: 'lets its processes gain more rights',
      step: 'Set allowPrivilegeEscalation: false in the security context of each container.',
    }),
    podCheck({
      code: 'pods-restricted',
      title: 'Pods meet the restricted Pod Security Standard',
      severity: 'Low',
      offence: 'restricted',
      property: 'spec (Pod Security Standards, restricted)',
      do: 'break what restricted asks beyond the baseline',
      does: 'breaks what restricted asks beyond the baseline',
      step: 'Begin with runAsNonRoot, a seccomp profile of RuntimeDefault, and capabilities that are all dropped.',
    }),
    namespacesEnforceLevel,
  ],
});
