import type { Answer, Call } from './call.ts';

const path = /^\/subscriptions\/[^/]+\/providers\/microsoft\.containerservice\/locations\/[^/]+\/kubernetesversions$/i;

/** What AKS offers in every region: an old minor version with long-term support alone, two in support, a preview. */
const values = [
  { version: '1.30', patchVersions: { '1.30.12': { upgrades: ['1.31.9'] } }, plans: ['AKSLongTermSupport'] },
  {
    version: '1.31',
    patchVersions: { '1.31.8': { upgrades: ['1.31.9', '1.32.6'] }, '1.31.9': { upgrades: ['1.32.6'] } },
  },
  {
    ...{ version: '1.32', isDefault: true },
    patchVersions: { '1.32.5': { upgrades: ['1.32.6', '1.33.2'] }, '1.32.6': { upgrades: ['1.33.2'] } },
  },
  { version: '1.33', isPreview: true, patchVersions: { '1.33.2': { upgrades: [] } } },
].map(({ plans = ['KubernetesOfficial', 'AKSLongTermSupport'], ...it }) => ({
  ...it,
  capabilities: { supportPlan: plans },
}));

/** The versions of Kubernetes that AKS offers in a region; undefined when the call is about something else. */
export function kubernetesVersions(call: Call): Answer | undefined {
  if (call.method !== 'GET' || !path.test(call.path)) return undefined;
  return { status: 200, body: { values: call.fault?.empty ? [] : values } };
}
