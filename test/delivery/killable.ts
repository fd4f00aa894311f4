import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The app as a process that can be killed, and begins again on the same store. */
export interface Killable {
  /** Its address; undefined while it is not up. */
  origin(): string | undefined;
  start(): Promise<void>;
  /** Ends it at once, as kill -9 does. */
  kill(): Promise<void>;
}

/** Not started yet. */
export function killable(env: Record<string, string>): Killable {
  let child: ChildProcess | undefined;
  let origin: string | undefined;
  return {
    origin: () => origin,
    async start() {
      const program = join(import.meta.dirname, 'app-to-kill.ts');
      const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
        // Starting is what takes longest: what was compiled once is kept.
        env: { NODE_COMPILE_CACHE: join(tmpdir(), 'watchkeeper-compiled'), ...process.env, ...env },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      child = started;
      origin = await new Promise<string>((resolve, reject) => {
        createInterface({ input: started.stdout }).once('line', resolve);
        started.once('exit', (code) => reject(new Error(`the app ended with ${code} before it listened`)));
      });
    },
    async kill() {
      origin = undefined;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
