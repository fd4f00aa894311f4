import { changeHistoryCard } from '../../cards/change-history.ts';
import type { ChangeHistory, ChangeMade } from '../../model/change-history.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const id =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/rg-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const cluster = { id, name: 'prod-weu', subscriptionId: 's', resourceGroup: 'rg-weu', location: 'westeurope' };
const made = (
  minutes: number,
  who: string,
  what: string,
  detail: string,
  source: ChangeMade['source'],
): ChangeMade => ({
  ...{ at: before(minutes), who, what, detail, source },
});
const agent = 'kubectl/v1.31.2 (linux/amd64) kubernetes/5864a46';
const usual: ChangeHistory = {
  subject: { cluster, kind: 'Deployment', namespace: 'payments', name: 'payments-api' },
  changes: [
    made(12, '', 'revision 9', 'memory limit of container api: 256Mi -> 384Mi', 'rollout'),
    made(
      12,
      'Bob Falk',
      'change:succeeded',
      'Change 12: raise the memory limit of payments-api to 384 MiB',
      'Watchkeeper',
    ),
    made(95, 'ann@contoso.example', 'patch deployments/payments-api', agent, 'AKS audit'),
    {
      ...made(
        300,
        'carla@contoso.example',
        'Microsoft.ContainerService/managedClusters/write',
        'Succeeded',
        'Activity Log',
      ),
      correlationId: '5f0c7a52-8f0d-4f4e-9f59-1d2f6b9f3c11',
      asked: 'Change 9: upgrade prod-weu, by Ann Berg',
    },
  ],
  evidence: [{ value: [], source: { service: 'Activity Log', detail: 'prod-weu' }, at: now }],
  gaps: [],
};
const gap = {
  what: 'writes in the AKS audit log',
  service: 'Log Analytics' as const,
  why: 'No write of payments-api stands in AKSAuditAdmin, AKSAudit, AzureDiagnostics.',
  next: 'Check that a diagnostic setting of the cluster sends kube-audit-admin to its workspace.',
};
const make = (more: Partial<ChangeHistory>) => () =>
  changeHistoryCard(
    { ...usual, ...more },
    { now, from: before(7 * 24 * 60), buttons: [press('Why'), press('Look again')] },
  );

/** The samples of who changed a workload. */
export const changeHistorySamples: Sample[] = [
  { card: 'change-history', sample: 'usual', make: make({}) },
  { card: 'change-history', sample: 'in part', make: make({ changes: usual.changes.slice(0, 1), gaps: [gap] }) },
  { card: 'change-history', sample: 'empty', make: make({ changes: [] }) },
  { card: 'change-history', sample: 'nothing read', make: make({ changes: [], evidence: [], gaps: [gap] }) },
  {
    card: 'change-history',
    sample: 'worst case',
    make: make({
      changes: Array.from({ length: 60 }, (_, n) =>
        made(n, 'a-name-'.repeat(40), 'b'.repeat(300), 'c '.repeat(900), 'rollout'),
      ),
      gaps: Array.from({ length: 20 }, (_, n) => ({ ...gap, what: `${gap.what} ${n}` })),
    }),
  },
  {
    card: 'change-history',
    sample: 'hostile text',
    make: make({
      changes: [
        {
          ...made(1, hostileText, hostileText, hostileText, 'AKS audit'),
          correlationId: hostileText,
          asked: hostileText,
        },
      ],
    }),
  },
];
