import type { PodSpec, WorkloadKind } from './estate.ts';

/** One line of the list: what a workload is, in short. Memory in MiB, CPU in millicores. */
export interface WorkloadLine {
  kind: WorkloadKind;
  namespace: string;
  name: string;
  replicas: number;
  image: string;
  /** [request, limit (0: none), usual use] */
  memory: [number, number, number];
  cpu: [number, number, number];
  container?: string;
  process?: string;
  init?: string;
  everyMinutes?: number;
  /** Fields of its pods and of its first container beside these, as Kubernetes writes them. */
  podSpec?: PodSpec;
  more?: Record<string, unknown>;
}

type Extra = Partial<
  Pick<WorkloadLine, 'container' | 'process' | 'init' | 'everyMinutes' | 'cpu' | 'kind' | 'podSpec' | 'more'>
>;
const line = (
  path: string,
  replicas: number,
  image: string,
  memory: [number, number, number],
  extra: Extra = {},
): WorkloadLine => {
  const [namespace = '', name = ''] = path.split('/');
  return { kind: 'Deployment', namespace, name, replicas, image, memory, cpu: [100, 500, 60], ...extra };
};
const acr = 'contoso.azurecr.io';
const dev = 'contosodev.azurecr.io';
const mcr = 'mcr.microsoft.com';
const daemon: Extra = { kind: 'DaemonSet' };

/** What a pod says that meets the restricted Pod Security Standard. */
const hardened: Extra = {
  podSpec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  },
  more: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
};

const system: WorkloadLine[] = [
  line('kube-system/coredns', 2, `${mcr}/oss/kubernetes/coredns:v1.11.3-8`, [70, 500, 42], { process: 'coredns' }),
  line('kube-system/metrics-server', 2, `${mcr}/oss/kubernetes/metrics-server:v0.7.2-6`, [60, 500, 58], {
    process: 'metrics-server',
  }),
  line(
    'kube-system/konnectivity-agent',
    2,
    `${mcr}/oss/kubernetes/apiserver-network-proxy/agent:v0.30.3`,
    [20, 128, 24],
    { process: 'proxy-agent' },
  ),
  line('kube-system/ama-logs', 0, `${mcr}/azuremonitor/containerinsights/ciprod:3.1.28`, [325, 750, 290], {
    ...daemon,
    process: 'fluent-bit',
  }),
  line('kube-system/kube-proxy', 0, `${mcr}/oss/kubernetes/kube-proxy:v1.31.9`, [40, 0, 46], {
    ...daemon,
    process: 'kube-proxy',
  }),
  line('kube-system/azure-cns', 0, `${mcr}/containernetworking/azure-cns:v1.6.21`, [100, 250, 68], {
    ...daemon,
    process: 'azure-cns',
    container: 'cns-container',
  }),
  line('kube-system/csi-azuredisk-node', 0, `${mcr}/oss/kubernetes-csi/azuredisk-csi:v1.31.8`, [60, 400, 34], {
    ...daemon,
    container: 'azuredisk',
  }),
  line(
    'gatekeeper-system/gatekeeper-controller',
    2,
    `${mcr}/oss/open-policy-agent/gatekeeper:v3.18.2`,
    [256, 1024, 120],
    { process: 'manager', container: 'gatekeeper-controller-container' },
  ),
  line('gatekeeper-system/gatekeeper-audit', 1, `${mcr}/oss/open-policy-agent/gatekeeper:v3.18.2`, [256, 3072, 210], {
    process: 'manager',
    container: 'gatekeeper-audit-container',
  }),
];

const shop: WorkloadLine[] = [
  line('shop/storefront', 3, `${acr}/storefront:5.2.0`, [256, 512, 240], { process: 'node', cpu: [200, 1000, 210] }),
  line('shop/catalog-search', 2, `${acr}/catalog-search:2.4`, [768, 1536, 820], {
    process: 'java',
    cpu: [250, 1500, 180],
  }),
  line('shop/cart', 2, `${acr}/cart:1.12`, [128, 256, 118], { process: 'node' }),
];
const payments: WorkloadLine[] = [
  line('payments/ledger', 2, `${acr}/ledger:4.0.1`, [384, 768, 430], { process: 'java' }),
  line('payments/fraud-score', 2, `${acr}/fraud-score:0.9`, [512, 1024, 600], {
    process: 'python',
    cpu: [300, 1000, 240],
  }),
];
const identity: WorkloadLine[] = [
  line('identity/login-api', 3, `${acr}/login-api:3.1`, [192, 384, 170], { process: 'dotnet', ...hardened }),
  line('identity/token-cache', 1, `${mcr}/mirror/docker/library/redis:7.2`, [128, 256, 96], {
    kind: 'StatefulSet',
    container: 'redis',
    process: 'redis-server',
  }),
];
const platform: WorkloadLine[] = [
  line(
    'platform/ingress-nginx-controller',
    2,
    `${mcr}/oss/kubernetes/ingress/nginx-ingress-controller:v1.11.5`,
    [128, 512, 150],
    { container: 'controller', process: 'nginx' },
  ),
  line('platform/db-backup', 1, `${acr}/db-backup:1.3`, [64, 256, 70], {
    kind: 'CronJob',
    everyMinutes: 120,
    process: 'pg_dump',
  }),
];

/** What runs in each cluster: about sixty workloads, a third of them the platform's own. */
export const workloadList: Record<string, WorkloadLine[]> = {
  'prod-weu': [
    line('payments/payments-api', 3, `${acr}/payments-api:1.8`, [128, 256, 138], {
      container: 'api',
      process: 'dotnet',
      init: `${acr}/db-migrate:1.1`,
    }),
    line('shop/checkout-api', 3, `${acr}/checkout-api:2.7.3`, [256, 512, 260], { container: 'api', process: 'dotnet' }),
    ...shop,
    line('shop/search-indexer', 2, `${acr}/search-indexer:1.9`, [512, 1280, 640], { process: 'java' }),
    line('shop/orders-db', 1, `${mcr}/mirror/docker/library/postgres:16.4`, [1024, 2048, 1240], {
      kind: 'StatefulSet',
      container: 'postgres',
      process: 'postgres',
    }),
    line('analytics/report-builder', 2, `${acr}/report-builder:1.5`, [256, 0, 380], { process: 'python' }),
    line('analytics/invoice-printer', 1, `${acr}/invoice-printer:2.3`, [128, 256, 110], { process: 'node' }),
    ...payments,
    ...identity,
    ...platform,
    ...system,
  ],
  'prod-neu': [...shop, ...payments.slice(0, 1), ...identity.slice(0, 1), ...platform.slice(0, 1), ...system],
  'staging-weu': [
    line('shop/checkout-api', 1, `${dev}/checkout-api:2.8.0-rc1`, [256, 512, 250], {
      container: 'api',
      process: 'dotnet',
    }),
    line('shop/storefront', 1, `${dev}/storefront:5.3.0-rc2`, [256, 512, 230], { process: 'node' }),
    line('payments/ledger', 1, `${dev}/ledger:4.1.0-rc1`, [384, 768, 400], { process: 'java' }),
    line('platform/smoke-tests', 1, `${dev}/smoke-tests:88`, [64, 128, 60], {
      kind: 'CronJob',
      everyMinutes: 60,
      process: 'node',
    }),
    ...system.filter((it) => it.namespace === 'kube-system').slice(0, 6),
  ],
  'dev-weu': [
    line('sandbox/feature-preview', 1, `${dev}/feature-preview:pr-412`, [128, 256, 120], { process: 'node' }),
    line('sandbox/legacy-batch', 1, `${dev}/tools/legacy-batch:2019.4`, [256, 512, 200], {
      process: 'java',
      // Made up, as everything here: it opens nothing.
      more: { env: [{ name: 'BATCH_DB_PASSWORD', value: 'not-a-password-of-anything' }] },
    }),
    line('sandbox/node-probe', 0, 'docker.io/library/busybox:latest', [16, 64, 6], {
      ...daemon,
      process: 'sh',
      podSpec: { hostPID: true, volumes: [{ name: 'root', hostPath: { path: '/' } }] },
      more: { securityContext: { privileged: true } },
    }),
    line('platform/wiki', 1, `${dev}/wiki:0.4`, [128, 256, 130], { process: 'node' }),
    ...system.filter((it) => it.namespace === 'kube-system').slice(0, 6),
  ],
};
