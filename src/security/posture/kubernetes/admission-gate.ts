import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { type Gate, gatesIn } from './gates.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import { readSome } from './read-kind.ts';

const property = 'webhooks[*].failurePolicy';
const shared = {
  severity: 'Medium',
  what: 'which gates look at pods before they run',
  rights: 'admissionregistration.k8s.io/validatingwebhookconfigurations/read',
  async read(reading: PostureReading, cluster: ReadResource) {
    const { value, ...rest } = await readSome(reading, cluster, 'validatingwebhookconfigurations', gatesIn);
    return { ...rest, value: value.flat() };
  },
} as const;

/** Something decides about a pod before it runs. */
export const admissionGate = kubernetesCheck<Gate[]>({
  ...shared,
  code: 'admission-gate',
  title: 'A gate looks at pods before they run',
  judge: ({ value }) =>
    verdict(value.length > 0, {
      property: 'validatingwebhookconfigurations',
      value: value.map(({ name }) => name).join(', ') || 'none that is asked of pods',
      good: `${[...new Set(value.map(({ product }) => product))].join(' and ')} is asked before a pod runs.`,
      bad: 'Neither Gatekeeper nor Kyverno nor the gate of Defender is asked before a pod runs.',
      step: { text: 'Enable the Azure Policy add-on, which brings Gatekeeper, or the security gating of Defender.' },
    }),
});

/** The gate keeps shut while it cannot answer. */
export const gateFailsClosed = kubernetesCheck<Gate[]>({
  ...shared,
  code: 'admission-gate-fails-closed',
  title: 'The gate stays shut while it cannot answer',
  judge({ value }) {
    if (value.length === 0) return notApplicable('No gate is asked before a pod runs.');
    const open = value.filter(({ failurePolicy }) => failurePolicy !== 'Fail');
    const shut = value.filter(({ failurePolicy }) => failurePolicy === 'Fail');
    return verdict(shut.length > 0, {
      property,
      value: shut.length > 0 ? 'Fail' : (open[0]?.failurePolicy ?? ''),
      good: `${shut[0]?.product ?? 'The gate'} refuses pods while it cannot answer.`,
      bad: `${open[0]?.product ?? 'The gate'} lets every pod through while it cannot answer.`,
      step: {
        text: 'Set failurePolicy to Fail once two replicas of the gate run; AKS sets the one of its own add-on, which stays as it is.',
      },
      objects: open.map(
        ({ name, failurePolicy }) => `ValidatingWebhookConfiguration ${name}: failurePolicy = ${failurePolicy}`,
      ),
    });
  },
});
