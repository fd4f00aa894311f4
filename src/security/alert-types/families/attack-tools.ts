import { defineFamily } from '../define-family.ts';

/** Programs that nobody but an attacker, or somebody who plays one, runs. */
export const attackTools = defineFamily({
  look: 'Ask whether a test is going on; if not, look at who started the process and what it reached since.',
  helps: ['isolate-pod', 'lock-image', 'scale-to-zero', 'cordon'],
  types: {
    'K8S.NODE_CommonBot': ['A process behaves like a bot that infects Linux machines.', 'Execution', 'Collection'],
    'K8S.NODE_KnownLinuxAttackTool': ['A tool was run that attackers use against others.', 'Execution', 'Collection'],
    'K8S.NODE_KnownLinuxDDoSToolkit': [
      'Files were found of a kit that floods other systems with traffic.',
      'Execution',
      'Impact',
    ],
    'K8S.NODE_LinuxBackdoorArtifact': [
      'A file was fetched and run that has installed back doors elsewhere.',
      'Persistence',
      'Execution',
    ],
    'K8S.NODE_LinuxRansomwareArtifacts': ['A program was run that looks like ransomware.', 'Execution', 'Impact'],
    'K8S.NODE_FairwareMalware': ['Folders were deleted the way a known ransomware does it.', 'Execution', 'Impact'],
    'K8S.NODE_MitreCalderaTools': [
      'An agent runs that plays attacks, in exercises and in earnest.',
      'Execution',
      'Lateral Movement',
    ],
    'K8S.NODE_MalwareBlocked': ['A file with known malware was kept from running.', 'Execution'],
    'K8S.NODE_DriftDetection': [
      'A program runs that was not in the image: it was brought into the container later.',
      'Execution',
      'Defense Evasion',
    ],
    'K8S.NODE_DriftBlocked': ['A program that was not in the image was kept from running.', 'Execution'],
    K8S_PenTestToolsKubeHunter: ['A tool looks for weak points of the cluster.', 'Execution', 'Discovery'],
  },
});
