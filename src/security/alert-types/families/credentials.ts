import { defineFamily } from '../define-family.ts';

/** Somebody goes for keys, tokens and passwords. */
export const credentials = defineFamily({
  look: 'Look at what the stolen identity may do and what it did since; plan to change every secret that the pod could read.',
  helps: ['isolate-pod', 'remove-role-binding', 'scale-to-zero', 'delete-pod'],
  types: {
    'K8S.NODE_ImdsCall': [
      'A container asked Azure for a token of the machine, which it does not do otherwise.',
      'Credential Access',
    ],
    'K8S.NODE_KubeConfigAccess': ['The file with the keys of the node was read.', 'Credential Access'],
    'K8S.NODE_KnownLinuxCredentialAccessTool': ['A tool that collects credentials was run.', 'Credential Access'],
    'K8S.NODE_ReadingHistoryFile': ['Somebody read the history of commands of a shell.', 'Credential Access'],
    'K8S.NODE_SuspectPasswordFileAccess': ['The file of encrypted passwords was read.', 'Credential Access'],
    'K8S.NODE_SuspectPasswordChange': ['A password of the system seems to have been changed.', 'Credential Access'],
    K8S_AnomalousSecretAccess: [
      'Secrets of the cluster were read by somebody who does not read them otherwise.',
      'Credential Access',
    ],
  },
});
