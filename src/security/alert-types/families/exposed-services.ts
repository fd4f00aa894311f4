import { defineFamily } from '../define-family.ts';

/** Something is open to the internet that should not be. */
export const exposedServices = defineFamily({
  look: 'Look at whether the service must be public; if not, take its public address away, and look for strangers in its log.',
  helps: ['scale-to-zero', 'isolate-pod'],
  types: {
    K8S_ExposedDashboard: ['The dashboard of the cluster is open to the internet.', 'Initial Access'],
    K8S_ExposedKubeflow: ['Kubeflow may be open to the internet.', 'Initial Access'],
    K8S_ExposedPostgresBroadIPRange: ['A PostgreSQL database is open to many addresses.', 'Initial Access'],
    K8S_ExposedPostgresTrustAuth: ['A PostgreSQL database is open and asks for no password.', 'Initial Access'],
    K8S_ExposedRedis: ['A Redis is open to the internet.', 'Initial Access'],
    K8S_ExposedService: ['A service that can run code in the cluster is open to the internet.', 'Initial Access'],
  },
});
