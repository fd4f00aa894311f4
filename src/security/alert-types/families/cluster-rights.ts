import { defineFamily } from '../define-family.ts';

/** Rights in the cluster were given, or are used as never before. */
export const clusterRights = defineFamily({
  look: 'Look at who gave or used the rights, from which address, and in the audit log at what was done with them.',
  helps: ['remove-role-binding', 'isolate-pod', 'scale-to-zero'],
  types: {
    K8S_ClusterAdminBinding: [
      'Somebody was made administrator of the whole cluster.',
      'Persistence',
      'Privilege Escalation',
    ],
    K8S_HighPrivilegesRole: ['A role with far-reaching rights was made.', 'Persistence'],
    K8S_ServiceAccountRareOperation: [
      'A service account did what it does not do otherwise.',
      'Lateral Movement',
      'Credential Access',
    ],
    K8S_ServiceAcountPermissionAnomaly: [
      'A service account was given rights that are unusual for it.',
      'Privilege Escalation',
    ],
    K8S_AbnormalMiActivity: [
      'The identity of an add-on did in Azure what the add-on does not need.',
      'Lateral Movement',
    ],
    // Written so by the service, too.
    K8S_AbnormalMiAcitivty: [
      'The identity of an add-on did in Azure what the add-on does not need.',
      'Lateral Movement',
    ],
  },
});
