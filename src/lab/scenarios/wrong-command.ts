import { defineScenario } from '../world/scenario.ts';
import { crashLoop } from '../world/troubles/crash-loop.ts';
import { calm } from '../world/world.ts';

/** The runtime finds no such program in the image, so there is no log at all. */
export const wrongCommand = defineScenario({
  name: 'wrong-command',
  title: 'Start: a command that is not there',
  tell: 'The new fraud-score pod in prod-weu is to run "gunicorn-server", which its image does not have: StartError, exit code 128, no log. Correct the command in the template. Ask "why fraud-score".',
  apply(world) {
    calm(world);
    crashLoop(world, {
      namespace: 'payments',
      workload: 'fraud-score',
      minutesAgo: 41,
      stuck: true,
      change: { command: ['gunicorn-server', '--bind', '0.0.0.0:8080'] },
      crash: {
        reason: 'StartError',
        exitCode: 128,
        ranMs: 200,
        message:
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "gunicorn-server": executable file not found in $PATH: unknown',
      },
    });
  },
});
