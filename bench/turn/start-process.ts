import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A part of the bench in a process of its own, which says where it listens. */
export interface StartedProcess {
  url: string;
  /** Processor time that it has taken, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a file beside this one; what it logs goes nowhere. CPU_PROF=<folder> writes a profile of it. */
export async function startProcess(file: string, env: Record<string, string>): Promise<StartedProcess> {
  const { CPU_PROF: folder } = process.env;
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: folder ? ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-name', `${file}.cpuprofile`] : [],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened.`)));
  });
  return {
    url,
    cpuMs: () =>
      new Promise((resolve) => {
        child.once('message', (message: { cpuMs: number }) => resolve(message.cpuMs));
        child.send('cpu');
      }),
    stop() {
      child.disconnect();
      return ended;
    },
  };
}
