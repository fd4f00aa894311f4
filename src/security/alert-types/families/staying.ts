import { defineFamily } from '../define-family.ts';

/** Somebody prepares to come back. */
export const staying = defineFamily({
  look: 'Look at what was written and whether it survives a restart: on a node it does, in a container only with its volumes.',
  helps: ['isolate-pod', 'cordon', 'delete-pod', 'scale-to-zero'],
  types: {
    'K8S.NODE_BashProfileAccess': ['The file was touched that runs whenever a shell begins.', 'Persistence'],
    'K8S.NODE_CronJobAccess': ['Tasks that run by the clock were changed.', 'Persistence'],
    'K8S.NODE_NewSingleUserModeStartupScript': ['A script was added to how the machine starts.', 'Persistence'],
    'K8S.NODE_OverridingCommonFiles': ['Files that every system has were replaced.', 'Persistence'],
    'K8S.NODE_SharedObjectLoadedAsKM': ['A library was loaded into the kernel.', 'Persistence', 'Defense Evasion'],
    'K8S.NODE_SshKeyAccess': ['The list of keys that may log in was touched.', 'Persistence'],
    'K8S.NODE_SuspectUserAddition': ['A user was added to the system.', 'Persistence'],
    'K8S.NODE_NewSudoerAccount': ['A user was given all rights on the machine.', 'Privilege Escalation'],
  },
});
