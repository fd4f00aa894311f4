import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/diagnosis/diagnose.ts';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, type Facts, logOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const shelf = [
  rules.imageRegistryFirewall,
  rules.imagePullUnauthorized,
  rules.workloadIdentityBroken,
  rules.keyVaultMountFails,
  rules.volumeMountFails,
  rules.certificateRefused,
  rules.dependencyUnreachable,
  rules.admissionWebhookCertificate,
  rules.admissionWebhookUnreachable,
];
const found = (parts: Facts[]) =>
  judge(shelf as never, clusterOf({ events: [], containerLogs: [] }, ...parts), workload('shop', 'Namespace'), now);

const said = (reason: string, message: string) => eventOf('Pod/cart-1a2b3c-0', reason, message);
const log = (line: string) => logOf('cart-1a2b3c-0', [line]);
const unpulled = app('cart', { ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } });
const firewall =
  'Failed to pull image "contoso.azurecr.io/cart:1.0": failed to authorize: 403 Forbidden: denied: client with IP \'20.50.1.2\' is not allowed access. Refer https://aka.ms/acr/firewall';
const mounting = app('cart', { ready: false, phase: 'Pending', state: { waiting: { reason: 'ContainerCreating' } } });
const mount = (why: string) =>
  said(
    'FailedMount',
    `MountVolume.SetUp failed for volume "secrets-store01-inline" : rpc error: code = Unknown desc = ${why}`,
  );
const crashing = (labels?: Record<string, string>) =>
  app('cart', { ready: false, restarts: 4, ...(labels && { labels }) });
const labelled = { app: 'cart', 'azure.workload.identity/use': 'true' };
const federated = 'AADSTS700213: No matching federated identity record found for presented assertion subject';
const tls = 'Get "https://ledger:8443/": tls: failed to verify certificate: x509: ';
const refused = (why: string): Facts[] => [
  app('cart', { hasPods: false, ready: false }),
  eventOf(
    'ReplicaSet/cart-1a2b3c',
    'FailedCreate',
    `Error creating: Internal error occurred: failed calling webhook "guard.contoso.com": failed to call webhook: Post "https://guard.ops.svc:443/": ${why}`,
  ),
];

const told: [code: string, words: string, confidence: number, parts: Facts[]][] = [
  ['image-registry-firewall', 'which does not let 20.50.1.2 in', 0.96, [unpulled, said('Failed', firewall)]],
  [
    'workload-identity-broken',
    'no federated credential of its identity names service account shop/default',
    0.92,
    [crashing(labelled), log(federated)],
  ],
  [
    'workload-identity-broken',
    'not an application or identity of that tenant',
    0.92,
    [crashing(labelled), log('AADSTS700016: Application was not found in the directory')],
  ],
  [
    'workload-identity-broken',
    'no label azure.workload.identity/use',
    0.92,
    [
      crashing(),
      log('WorkloadIdentityCredential authentication unavailable. The workload options are not fully configured.'),
    ],
  ],
  [
    'workload-identity-broken',
    'it gets no token for its identity',
    0.55,
    [
      app('cart', { labels: labelled }),
      log(
        `${minutesAgo(3).toISOString()} DefaultAzureCredential failed to retrieve a token from the included credentials.`,
      ),
    ],
  ],
  [
    'key-vault-mount-fails',
    'SecretProviderClass cart-kv does not exist in shop',
    0.94,
    [
      mounting,
      mount(
        'failed to get secretproviderclass shop/cart-kv, error: SecretProviderClass.secrets-store.csi.x-k8s.io "cart-kv" not found',
      ),
    ],
  ],
  [
    'key-vault-mount-fails',
    'may not read vault kv-shop (403)',
    0.94,
    [
      mounting,
      mount(
        'failed to mount objects, error: keyvault.BaseClient#GetSecret: GET https://kv-shop.vault.azure.net/secrets/db: StatusCode=403, Code="Forbidden" ForbiddenByRbac',
      ),
    ],
  ],
  [
    'key-vault-mount-fails',
    'firewall of vault kv-shop',
    0.94,
    [
      mounting,
      mount(
        'GET https://kv-shop.vault.azure.net/secrets/db: 403 Forbidden ForbiddenByFirewall: Client address is not authorized',
      ),
    ],
  ],
  [
    'key-vault-mount-fails',
    'vault kv-shop has no',
    0.94,
    [mounting, mount('GET https://kv-shop.vault.azure.net/secrets/db: 404 SecretNotFound')],
  ],
  [
    'key-vault-mount-fails',
    'no federated credential',
    0.94,
    [mounting, mount(`keyvault: failed to acquire token: ${federated}`)],
  ],
  [
    'key-vault-mount-fails',
    'CSI driver does not run on its node',
    0.94,
    [mounting, mount('driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers')],
  ],
  [
    'volume-mount-fails',
    'volume share of cart-1a2b3c-0',
    0.85,
    [mounting, said('FailedMount', 'MountVolume.SetUp failed for volume "share" : permission denied')],
  ],
  [
    'certificate-refused',
    'the certificate of ledger:8443: it has expired',
    0.85,
    [crashing(), log(`${tls}certificate has expired or is not yet valid`)],
  ],
  [
    'certificate-refused',
    'it is made for another name',
    0.85,
    [crashing(), log(`${tls}certificate is valid for web.contoso.com, not ledger`)],
  ],
  [
    'certificate-refused',
    'nobody whom it trusts has signed it',
    0.72,
    [crashing(), log(`${tls}certificate signed by unknown authority`)],
  ],
  [
    'admission-webhook-certificate',
    'guard.contoso.com has expired or is not valid yet',
    0.96,
    refused('tls: failed to verify certificate: x509: certificate has expired or is not yet valid'),
  ],
  [
    'admission-webhook-certificate',
    'not the one that the API server was told to trust',
    0.96,
    refused('x509: certificate signed by unknown authority'),
  ],
  [
    'admission-webhook-unreachable',
    'cannot reach',
    0.94,
    refused('dial tcp 10.0.0.7:443: connect: connection refused'),
  ],
];

const well: [name: string, parts: Facts[]][] = [
  ['an image that was let in since', [app('cart'), said('Failed', firewall)]],
  ['an identity that was refused an hour ago', [app('cart'), log(`${minutesAgo(60).toISOString()} ${federated}`)]],
  ['secrets that are mounted by now', [app('cart'), mount('keyvault: 403 Forbidden')]],
  [
    'a certificate that was renewed',
    [app('cart'), log(`${minutesAgo(60).toISOString()} ${tls}certificate has expired`)],
  ],
];

describe('what Azure and certificates let in', () => {
  it.each(told)('%s: %s (%d)', (code, words, confidence, parts) => {
    const [first] = found(parts);

    expect(first?.code).toBe(code);
    expect(first?.sentence).toContain(words);
    expect(first?.confidence).toBeCloseTo(confidence);
    expect(first?.quotes).not.toEqual([]);
    expect(first?.suggestions).not.toEqual([]);
  });

  it.each(well)('says nothing of %s', (_name, parts) => {
    expect(found(parts)).toEqual([]);
  });
});
