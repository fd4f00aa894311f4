import { defineFamily } from '../define-family.ts';

/** The machinery of the cluster itself was changed. */
export const clusterControl = defineFamily({
  look: 'Look in the audit log at who made the change and whether it was released by the owners of the cluster.',
  helps: ['scale-to-zero', 'isolate-pod', 'remove-role-binding'],
  types: {
    K8S_AdmissionController: [
      'A web hook was added that sees, and may change, what is made in the cluster.',
      'Persistence',
      'Credential Access',
    ],
    K8S_CoreDnsModification: ['How names are looked up in the cluster was changed.', 'Lateral Movement'],
    K8S_KubeSystemContainer: ['An unknown container was put among those of the system.', 'Persistence'],
  },
});
