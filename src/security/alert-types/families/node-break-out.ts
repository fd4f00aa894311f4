import { defineFamily } from '../define-family.ts';

/** A container has, or tries to get, a hand on its node. */
export const nodeBreakOut = defineFamily({
  look: 'Look at whether the container must have such rights; if not, take its node for lost too, with all that runs there.',
  helps: ['isolate-pod', 'cordon', 'scale-to-zero', 'delete-pod'],
  types: {
    'K8S.NODE_NamespaceCreation': ['A container tried to leave its walls.', 'Privilege Escalation'],
    'K8S.NODE_PrivilegedContainerArtifacts': [
      'A container was started with all rights on its node.',
      'Privilege Escalation',
      'Execution',
    ],
    'K8S.NODE_PrivilegedExecutionInContainer': [
      'A command ran in a container with rights on the node.',
      'Privilege Escalation',
    ],
    'K8S.NODE_ExposedDocker': ['Docker on the node can be ordered about over the network.', 'Execution'],
    'K8S.NODE_ImageBuildOnNode': ['An image was built on a node, where no registry sees it.', 'Defense Evasion'],
    'K8S.NODE_KnownLinuxScreenshotTool': ['A picture of the screen was taken on a machine.', 'Collection'],
    K8S_PrivilegedContainer: ['A container with all rights on its node was made.', 'Privilege Escalation'],
    K8S_SensitiveMount: ['A container was made that sees a sensitive folder of its node.', 'Privilege Escalation'],
  },
});
