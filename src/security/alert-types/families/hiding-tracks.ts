import { defineFamily } from '../define-family.ts';

/** Somebody does not want to be seen. */
export const hidingTracks = defineFamily({
  look: 'Look at what was done just before, in logs that were shipped out already: what the machine says of itself is no longer complete.',
  helps: ['isolate-pod', 'cordon', 'scale-to-zero', 'delete-pod'],
  types: {
    'K8S.NODE_AuditDLoggingDisabled': ['The audit of the node was switched off.', 'Defense Evasion'],
    'K8S.NODE_FirewallDisabled': ['The firewall of the machine was changed.', 'Defense Evasion'],
    'K8S.NODE_HistoryFileCleared': ['The history of commands was emptied.', 'Defense Evasion'],
    'K8S.NODE_SystemLogRemoval': ['Log files were deleted.', 'Defense Evasion'],
    'K8S.NODE_SystemLogRemovalBurst': ['Many log files were deleted at once.', 'Defense Evasion'],
    'K8S.NODE_TimerServiceDisabled': ['The timer for updates of the system was stopped.', 'Defense Evasion'],
    'K8S.NODE_TimestampTampering': ['Files were given a false date.', 'Defense Evasion', 'Persistence'],
    'K8S.NODE_SuspectProcessTermination': ['Processes that watch over security were ended.', 'Defense Evasion'],
    'K8S.NODE_SuspectNohup': ['A hidden file was started so that it outlives its session.', 'Defense Evasion'],
    K8S_DeleteEvents: ['Events of the cluster were deleted.', 'Defense Evasion'],
  },
});
