import { defineFamily } from '../define-family.ts';

/** Code from elsewhere runs, or a hole is being used. */
export const runningCode = defineFamily({
  look: 'Look at the command line and at where the file came from; then at the requests that the container served just before.',
  helps: ['isolate-pod', 'scale-to-zero', 'lock-image', 'delete-pod'],
  types: {
    'K8S.NODE_DownloadAndRunCombo': ['A file was fetched and run in one command.', 'Execution', 'Command and Control'],
    'K8S.NODE_LinuxSuspiciousActivity': ['A file was fetched, made executable, and run.', 'Execution'],
    'K8S.NODE_SuspectDownload': [
      'A file was fetched from a place that often spreads malware.',
      'Execution',
      'Command and Control',
    ],
    'K8S.NODE_SuspectDownloadArtifacts': ['A file was fetched in a suspicious way.', 'Persistence'],
    'K8S.NODE_RemoteEncodedPythonDownload': ['Encoded Python fetched code and ran it.', 'Initial Access', 'Execution'],
    'K8S.NODE_ExploitAttempt': ['A command line looks like an attempt to use a known hole.', 'Initial Access'],
    'K8S.NODE_ShellcodeOnCommandLine': ['Machine code was made on a command line.', 'Execution'],
    'K8S.NODE_ScriptGeneratedFromCommandLine': ['A shell script was written from a command line.', 'Persistence'],
    'K8S.NODE_MismatchedScriptFeatures': ['A script pretends to be of another kind than it is.', 'Defense Evasion'],
    'K8S.NODE_ExecuteHiddenFile': ['A hidden file was run.', 'Persistence', 'Defense Evasion'],
    'K8S.NODE_SuspectExecutablePath': ['A program runs from a place where malware likes to lie.', 'Execution'],
    'K8S.NODE_SuspectCompilation': ['Code was compiled where no code should be.', 'Privilege Escalation'],
    'K8S.NODE_XorgExploit': ['Xorg was started the way a known hole is used.', 'Privilege Escalation'],
    'K8S.NODE_SuspectPostGreAdministration': [
      'The rules of who may log in to a PostgreSQL database seem to have been changed.',
      'Privilege Escalation',
    ],
    K8S_AnomalousPodDeployment: ['A pod was made unlike the pods that are made here otherwise.', 'Execution'],
  },
});
