import { defineFamily } from '../define-family.ts';

/** Somebody uses the cluster to make money. */
export const mining = defineFamily({
  look: 'Look at the CPU of the pod, at the command that started it, and at how that got in: an image that was changed, or a hole in the application.',
  helps: ['isolate-pod', 'scale-to-zero', 'lock-image', 'delete-pod'],
  types: {
    'K8S.NODE_CryptoCoinMinerArtifacts': ['A program that mines digital currency runs in a container.', 'Execution'],
    'K8S.NODE_CryptoCoinMinerDownload': [
      'Something in a container fetched a file that belongs to a currency miner.',
      'Command and Control',
      'Defense Evasion',
    ],
    'K8S.NODE_CryptoCoinMinerExecution': [
      'A process was started the way currency miners are started.',
      'Execution',
      'Impact',
    ],
    'K8S.NODE_CurrencyMining': [
      'Names were looked up that only currency mining needs.',
      'Impact',
      'Command and Control',
    ],
    'K8S.NODE_DigitalCurrencyMining': ['A command was run that belongs to currency mining.', 'Execution', 'Impact'],
    'K8S.NODE_MinerInContainerImage': ['A container was started from an image that is known to mine.', 'Execution'],
    K8S_MaliciousContainerImage: ['A pod was made from an image that is known to mine.', 'Execution'],
  },
});
