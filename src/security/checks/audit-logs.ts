import { armCheck } from '../posture/arm-check.ts';
import { part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { logCheck } from '../posture/log-check.ts';
import { policyCheck } from '../posture/policy-check.ts';
import { readPolicies } from '../posture/policy-states.ts';
import { definePractice } from '../posture/practice.ts';
import { verdict } from '../posture/verdict.ts';

const Group = properties({ diagnostics: part({ logAnalytics: part({ workspaceId: word, logType: word }) }) });
const how = (categories: string) =>
  `Send ${categories} to a Log Analytics workspace by a diagnostic setting (az monitor diagnostic-settings create).`;

/** Who did what is written down, where nobody who did it can wipe it out. */
export const auditLogs = definePractice({
  code: 'audit-logs',
  title: 'Audit and resource logs',
  also: ['audit log', 'diagnostic settings', 'resource logs', 'kube-audit', 'logging'],
  why: 'After an attack only a log that was kept elsewhere tells what was done, and by whom.',
  checks: [
    policyCheck({
      ...{ code: 'cluster-logs-by-policy', title: 'Its logs are kept (by Azure Policy)', severity: 'Medium' },
      ...{ policyId: readPolicies.clusterLogs, of: [armTypes.cluster] },
      ...{ good: 'its resource logs are kept', bad: 'its resource logs are not kept for long enough, or not at all' },
      next: how('kube-audit-admin and guard'),
    }),
    policyCheck({
      ...{ code: 'batch-logs-by-policy', title: 'Its logs are kept (by Azure Policy)', severity: 'Low' },
      ...{ policyId: readPolicies.batchLogs, of: [armTypes.batch] },
      ...{ good: 'its resource logs are kept', bad: 'its resource logs are not kept for long enough, or not at all' },
      next: how('ServiceLog'),
    }),
    armCheck({
      ...{ code: 'container-group-logs', title: 'Its logs are kept', severity: 'Low' },
      ...{ of: [armTypes.containerGroup], body: Group },
      judge: ({ properties: { diagnostics: it } }) =>
        verdict(it.logAnalytics.workspaceId !== '', {
          ...{ property: 'properties.diagnostics.logAnalytics.workspaceId', value: it.logAnalytics.workspaceId },
          good: 'What its containers write goes to a workspace.',
          bad: 'What its containers write is gone with them.',
          step: { text: 'Deploy it again with diagnostics.logAnalytics, which is set when a container group is made.' },
        }),
    }),
    logCheck({
      ...{ code: 'cluster-audit-log', title: 'The audit log of its API server is kept', severity: 'High' },
      ...{ of: [armTypes.cluster], wanted: ['kube-audit', 'kube-audit-admin'], policyId: readPolicies.clusterLogs },
      ...{ isAudit: true, what: 'the audit log', next: how('kube-audit-admin and guard') },
    }),
    logCheck({
      ...{ code: 'cluster-guard-log', title: 'Who signs in to it is kept', severity: 'Low' },
      ...{ of: [armTypes.cluster], wanted: ['guard'], isAudit: true, what: 'who signed in', next: how('guard') },
    }),
    logCheck({
      ...{ code: 'registry-log', title: 'Who signs in, pushes and deletes is kept', severity: 'Medium' },
      of: [armTypes.registry],
      wanted: ['ContainerRegistryRepositoryEvents', 'ContainerRegistryLoginEvents'],
      ...{ isAll: true, isAudit: true, what: 'what is done in the registry' },
      next: how('ContainerRegistryLoginEvents and ContainerRegistryRepositoryEvents'),
    }),
    logCheck({
      ...{ code: 'container-group-events', title: 'Its events are kept', severity: 'Low' },
      ...{ of: [armTypes.containerGroup], wanted: ['ContainerInstanceLog', 'ContainerEvent'] },
      ...{ what: 'what its containers write', next: how('ContainerInstanceLog and ContainerEvent') },
    }),
    logCheck({
      ...{ code: 'batch-log', title: 'Its service log is kept', severity: 'Low' },
      ...{ of: [armTypes.batch], wanted: ['ServiceLog', 'ServiceLogs'], policyId: readPolicies.batchLogs },
      ...{ what: 'what its pools and tasks did', next: how('ServiceLog') },
    }),
  ],
});
