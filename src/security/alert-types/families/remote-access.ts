import { defineFamily } from '../define-family.ts';

/** Somebody outside holds a line into the cluster. */
export const remoteAccess = defineFamily({
  look: 'Look at the address at the other end and at what was done over the connection; whoever is there sees what the pod sees.',
  helps: ['isolate-pod', 'scale-to-zero', 'delete-pod', 'lock-image'],
  types: {
    'K8S.NODE_Webshell': [
      'A page in the container seems to run commands for whoever calls it.',
      'Persistence',
      'Initial Access',
    ],
    'K8S.NODE_ReverseShell': [
      'A shell in the container was connected to a machine outside.',
      'Execution',
      'Command and Control',
      'Exfiltration',
    ],
    'K8S.NODE_ContainerSSH': ['An SSH server runs in a container.', 'Execution', 'Persistence'],
    'K8S.NODE_SuspectConnection': [
      'A connection was made over a proxy protocol that is rare here.',
      'Command and Control',
      'Exfiltration',
    ],
    'K8S.NODE_SuspectPortForwarding': [
      'A port was forwarded to an address outside.',
      'Command and Control',
      'Exfiltration',
    ],
    'K8S.NODE_SuspiciousDNSOverHttps': [
      'Names were looked up over HTTPS, where no log sees them.',
      'Defense Evasion',
      'Exfiltration',
    ],
    'K8S.NODE_ThreatIntelCommandLineSuspectDomain': [
      'A place was called that is known to be malicious.',
      'Initial Access',
      'Command and Control',
    ],
    'K8S.NODE_DataEgressArtifacts': ['Data seems to be carried out.', 'Collection', 'Exfiltration'],
    K8S_TI_Proxy: ['The cluster was called from an address of proxies that hide their users.', 'Execution'],
  },
});
