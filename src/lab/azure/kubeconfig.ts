import { stringify } from 'yaml';
import type { Cluster } from '../world/estate.ts';

/** What listClusterUserCredential gives for a cluster with Entra ID: a kubeconfig in base64 whose user asks kubelogin. */
export function kubeconfig(cluster: Cluster): string {
  const user = `clusterUser_${cluster.resourceGroup}_${cluster.name}`;
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster.name,
        cluster: {
          server: `https://${cluster.fqdn}:443`,
          'certificate-authority-data': Buffer.from(
            '-----BEGIN CERTIFICATE-----\nbGFi\n-----END CERTIFICATE-----\n',
          ).toString('base64'),
        },
      },
    ],
    contexts: [{ name: cluster.name, context: { cluster: cluster.name, user } }],
    'current-context': cluster.name,
    preferences: {},
    users: [
      {
        name: user,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: 'kubelogin',
            args: [
              'get-token',
              '--environment',
              'AzurePublicCloud',
              '--server-id',
              '6dae42f8-4368-4678-94ff-3960e28e3630',
              '--client-id',
              '80faf920-1908-4b52-b5ef-a8e7bedfc67a',
              '--tenant-id',
              'lab',
              '--login',
              'devicecode',
            ],
            provideClusterInfo: false,
          },
        },
      },
    ],
  });
  return Buffer.from(text).toString('base64');
}
