import { rolledKinds } from '../remediation/kubernetes/workload-target.ts';
import { changedWorkload, workloadChangeFields } from './change-work/changed-workload.ts';
import { defineCommand } from './command.ts';

/** Proposes a restart. */
export const restart = defineCommand({
  name: 'restart',
  synonyms: ['rollout restart', 'bounce', 'recycle', 'reboot'],
  usage: 'restart <workload> [cluster=<name>] [ns=<namespace>] [because ...]',
  summary: 'Proposes to replace the pods of a workload one after the other.',
  examples: ['restart payments-api'],
  role: 'operator',
  input: workloadChangeFields,
  doing: ({ workload }) => `Planning a restart of ${workload === undefined ? 'it' : String(workload)}`,
  run: (said, context) =>
    changedWorkload({ verb: 'restart', kinds: rolledKinds }, said, context, (target) => ({
      action: 'restart',
      input: { ...target },
    })),
});
