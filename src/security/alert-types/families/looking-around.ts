import { defineFamily } from '../define-family.ts';

/** Somebody is in and looks where to go from here. */
export const lookingAround = defineFamily({
  look: 'Look at what the pod can reach: its network policies, the rights of its service account, and what answered it.',
  helps: ['isolate-pod', 'remove-role-binding', 'scale-to-zero', 'delete-pod'],
  types: {
    'K8S.NODE_LinuxReconnaissance': ['Commands were run that tell a machine apart.', 'Discovery'],
    'K8S.NODE_ReconnaissanceArtifactsBurst': ['Many commands were run that tell about the system.', 'Discovery'],
    'K8S.NODE_KubernetesAPI': [
      'A container sent a suspicious request to the API of the cluster.',
      'Lateral Movement',
      'Discovery',
    ],
    'K8S.NODE_KubernetesDashboard': [
      'A container sent a suspicious request to the dashboard of the cluster.',
      'Lateral Movement',
    ],
  },
});
