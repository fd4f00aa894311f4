import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { judge, rulesFor } from '../../src/diagnosis/diagnose.ts';
import { podState } from '../../src/evidence/kubernetes/pod-state.ts';
import { given, workload } from './given.ts';

const folder = resolve(import.meta.dirname, '../../../shared/azure/k8s');

describe.skipIf(!existsSync(folder))('pods that others published', () => {
  it.each([
    ['public-log.pod-oomkilled137-crashloop.json', ['oom-limit-too-low']],
    ['troubleshoot.pods.oomkill-pod.json', ['oom-limit-too-low', 'oom-node-pressure']],
    ['holmesgpt.pod-crashloop-laststate-error.json', []],
    ['troubleshoot.pods.pod-crashloop-backoff.json', []],
    ['troubleshoot.pods.pod-init-crashloop-backoff.json', []],
    ['gitops-engine.pod-crashloop.json', []],
    ['gitops-engine.pod-imagepullbackoff.json', []],
    ['troubleshoot.pods.pending-pod-resources.json', []],
  ])('%s is explained by one of %j', (file, codes) => {
    const pods = podsIn(file).map(podState);
    const ends = pods.flatMap((pod) =>
      pod.containers.flatMap((it) => it.terminations.map((end) => end.finishedAt?.getTime() ?? 0)),
    );
    const now = new Date(Math.max(0, ...ends) + 60_000);

    const findings = judge(rulesFor('OOMKilled'), given({ containerRestarts: pods }), workload('it'), now);

    expect(findings).toHaveLength(codes.length === 0 ? 0 : 1);
    for (const finding of findings) expect(codes).toContain(finding.code);
  });
});

function podsIn(file: string): V1Pod[] {
  const read = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as V1Pod | { items: V1Pod[] };
  return 'items' in read ? read.items : [read];
}
