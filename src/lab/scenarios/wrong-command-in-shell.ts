import { defineScenario } from '../world/scenario.ts';
import { crashLoop } from '../world/troubles/crash-loop.ts';
import { calm } from '../world/world.ts';

/** The shell starts and finds no such program: exit code 127, and one line that says so. */
export const wrongCommandInShell = defineScenario({
  name: 'wrong-command-in-shell',
  title: 'Crash loop: exit code 127',
  tell: 'The new invoice-printer pod in prod-weu runs a shell that cannot find "print-invoices": exit code 127, one line of log. The image lacks the program, or the command is misspelt. Ask "why invoice-printer".',
  apply(world) {
    calm(world);
    crashLoop(world, {
      namespace: 'analytics',
      workload: 'invoice-printer',
      minutesAgo: 47,
      stuck: true,
      change: { command: ['/bin/sh', '-c', 'print-invoices --queue invoices'] },
      crash: { exitCode: 127, ranMs: 300, lastWords: ['/bin/sh: 1: print-invoices: not found'] },
    });
  },
});
