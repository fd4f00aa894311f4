import type { ChangePerson, Decision } from '../../model/remediation.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { before } from './sample.ts';

const tenantId = '7f3c1a52-9d0e-4b64-8a1f-2c5e90d7b318';
const person = (objectId: string, name: string): ChangePerson => ({
  ...{ tenantId, objectId, name },
  teamsId: `29:${objectId}`,
});
const ann = person('a1b20c34-5d6e-4f70-8192-a3b4c5d6e7f8', 'Ann Berg');
const bob = person('b0bb1e55-2c3d-4e4f-9a5b-6c7d8e9f0a1b', 'Bob Castro');

/** What Bob said to a change, so many minutes ago. */
export function bobSaid(kind: Decision['kind'], minutes: number, reason?: string): Decision {
  return { kind, by: bob, at: before(minutes), authority: 'approver', ...(reason !== undefined && { reason }) };
}

/** What Ann said to a change of her own, so many minutes ago. */
export function annSaid(kind: Decision['kind'], minutes: number, reason?: string): Decision {
  return { ...bobSaid(kind, minutes, reason), by: ann };
}

/** The change that most samples are about: a memory limit is raised. */
export const raisedLimit: StoredRemediation = {
  ...{ number: 12, version: 1, key: 'k', state: 'proposed', action: 'raise-memory-limit', round: 1 },
  input: {},
  plan: {
    sentence: 'Raise the memory limit of payments-api from 256Mi to 384Mi.',
    place: { cluster: 'prod-weu', namespace: 'payments', environment: 'production' },
    objects: [
      {
        ...{ kind: 'Deployment', namespace: 'payments', name: 'payments-api' },
        fields: [
          { field: 'api: memory limit', before: '256Mi', after: '384Mi' },
          { field: 'api: memory request', before: '256Mi', after: '384Mi' },
        ],
      },
    ],
    reach: [
      'Its 3 pods are replaced one after the other, as its update strategy says.',
      'The disruption budget payments-api lets 1 pod be missing.',
    ],
    before: {},
  },
  fingerprint: 'f',
  asker: ann,
  reason: 'killed 7 times tonight, see incident 12',
  conversation: 'on-call',
  incident: 12,
  needs: { approvals: 1, rule: 'production' },
  decisions: [],
  proposedAt: before(3),
  expiresAt: before(-57),
};

/** A change to a node, which many pods feel. */
export const drainedNode: StoredRemediation = {
  ...raisedLimit,
  ...{ number: 15, action: 'drain' },
  plan: {
    sentence: 'Drain node aks-user-31822718-vmss000003: 14 pods are evicted, 2 of them with a gap.',
    place: { cluster: 'prod-weu', environment: 'production' },
    objects: [
      {
        ...{ kind: 'Node', namespace: '', name: 'aks-user-31822718-vmss000003' },
        fields: [{ field: 'unschedulable', before: '', after: 'true' }],
      },
      ...['cart-0', 'search-6d4b9f7c5-x2x7p', 'payments-api-7c9f6d-b1'].map((name, i) => ({
        ...{ kind: 'Pod', namespace: ['shop', 'search', 'payments'][i] ?? '', name },
        fields: [{ field: 'pod', before: 'runs here', after: 'evicted' }],
      })),
    ],
    reach: ['cart has one replica: its clients may see a short gap while the new one starts.'],
    final: 'evicted pods do not come back to this node by themselves.',
    before: {},
  },
};
