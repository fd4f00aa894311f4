/** What an exit code says in words, and where to look; of a program's own codes only what they mostly mean. */
export function exitWords({ exitCode, reason }: { exitCode: number; reason?: string }): {
  meaning: string;
  look?: string;
} {
  if (reason === 'OOMKilled') return { meaning: 'killed for its memory' };
  const known = codes[exitCode];
  if (known) return known;
  if (exitCode > 128 && exitCode < 160) return { meaning: `ended by signal ${exitCode - 128}` };
  return { meaning: "the program's own code" };
}

const codes: Readonly<Record<number, { meaning: string; look?: string }>> = {
  0: {
    meaning: 'it finished, and a container of this kind must not',
    look: 'Give it a command that keeps running in the foreground, or make it a Job.',
  },
  1: { meaning: 'the program gave up with an error of its own' },
  2: {
    meaning: 'the program gave up, or was called with arguments that it does not know',
    look: 'Compare command and args of the container with what the program takes.',
  },
  126: { meaning: 'its command cannot be executed' },
  127: { meaning: 'its command was not found' },
  134: {
    meaning: 'it aborted itself: SIGABRT, mostly a failed assertion or memory that could not be had',
    look: 'Look for the assertion or the abort message in the log, and at a native heap or a limit of the runtime.',
  },
  137: {
    meaning: 'killed by SIGKILL, and not for its memory as far as is known',
    look: 'Look for a liveness probe that fails (events Unhealthy and Killing), and for a stop that takes longer than terminationGracePeriodSeconds.',
  },
  139: {
    meaning: 'segmentation fault: it touched memory that is not its own, SIGSEGV',
    look: 'Suspect native code: a library built for another base image or processor. Try the image before, and take a core dump.',
  },
  143: {
    meaning: 'told to stop by SIGTERM: something ended it',
    look: 'See who stops it: a liveness probe that fails, a roll-out, an eviction (kubectl get events).',
  },
};
