import { z } from 'zod';
import { defineFix, fixTarget } from '../arm/define-fix.ts';
import { fixedCluster } from '../arm/fixed-cluster.ts';

const identity = 'securityProfile.workloadIdentity.enabled';
const issuer = 'oidcIssuerProfile.enabled';

/** Lets workloads sign in to Azure by their service account, without any secret. */
export const enableWorkloadIdentity = defineFix(fixedCluster, {
  name: 'enable-workload-identity',
  title: 'Enable workload identity',
  risk: 'low',
  input: z.strictObject(fixTarget),
  usual: { [identity]: false, [issuer]: false },
  wanted: () => ({ [identity]: true, [issuer]: true }),
  sentence: (name) => `Enable workload identity of cluster ${name}.`,
  reach: ({ name }) => [
    `A webhook of workload identity starts in ${name}; it touches only pods that carry its label.`,
    'The cluster gets an OIDC issuer, which AKS does not take away again.',
  ],
});
