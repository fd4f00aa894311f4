import { fork } from 'node:child_process';
import { basename, join } from 'node:path';

/** A part of the bench in a process of its own, which says where it listens. */
export interface StartedProcess {
  url: string;
  pid: number;
  /** Processor time that it has taken, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
  /** Ends it as a power cut would: it is not asked. */
  kill(): Promise<void>;
}

/** Starts a file beside this one, with these flags of node's; what it logs goes nowhere. CPU_PROF=<folder> writes a profile of it. */
export async function startProcess(
  file: string,
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<StartedProcess> {
  const { CPU_PROF: folder } = process.env;
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [
      ...flags,
      ...(folder ? ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-name', `${basename(file)}.cpuprofile`] : []),
    ],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened.`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    cpuMs: () =>
      new Promise((resolve) => {
        child.once('message', (message: { cpuMs: number }) => resolve(message.cpuMs));
        child.send('cpu');
      }),
    stop() {
      if (child.connected) child.disconnect();
      return ended;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
