import type { Finding } from '../../model/finding.ts';
import { quoteField } from '../quote.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { podMessage } from './pod-message.ts';
import { podStatus } from './pod-status.ts';
import { troubledPod } from './troubled-pod.ts';

/** A finding about a workload or pod that suffers, with the pod that shows it: its full name, its status as kubectl prints it, and what it says. */
export function withPod<F extends Finding>(finding: F, situation: Situation): F {
  const workload = workloadOf(finding, situation);
  const pod = workload && troubledPod(workload);
  if (!pod) return finding;
  const { name } = refOf('Pod', pod);
  const status = podStatus(pod);
  const said = [finding.sentence, ...finding.quotes.map(({ text }) => text)].join('\n');
  const message = podMessage(pod);
  const isNew = message && !said.includes(message.text);
  const isTold = finding.sentence.includes(name) && finding.sentence.includes(status);
  return {
    ...finding,
    ...(!isTold && { sentence: `${finding.sentence} Pod ${name} is ${status}.` }),
    ...(isNew && { quotes: [...finding.quotes, quoteField(message.text, message.source.detail, message.at)] }),
  };
}

function workloadOf({ about }: Finding, { workloads }: Situation): Workload | undefined {
  if (!about) return undefined;
  const { kind, namespace, name } = about;
  return workloads.find(
    (it) =>
      it.namespace === namespace &&
      ((it.kind === kind && it.name === name) ||
        (kind === 'Pod' && it.pods.some((pod) => pod.metadata?.name === name))),
  );
}
