import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzure } from '../src/lab/azure/start-azure.ts';
import { channels } from '../src/lab/page/channels.ts';
import { labPeople } from '../src/lab/page/people.ts';
import { startPage } from '../src/lab/page/start-page.ts';
import { createWorld } from '../src/lab/world/world.ts';
import { systemClock } from '../src/model/clock.ts';
import type { BenchResult } from './run.ts';

const questions = ['help', 'why OOMKilled payments-api', 'cluster health prod-weu', 'scan image payments-api:1.8'];
const starts = 5;

/** Milliseconds from the start of the production program until it listens, and its memory after every gateway was used once. */
export async function bench(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-'));
  try {
    const settings = {
      TEAMS_APP_ID: 'app',
      TEAMS_APP_PASSWORD: 'secret',
      TEAMS_TENANT_ID: 'tenant',
      HOST: '127.0.0.1',
      PORT: '0',
    };
    const times: number[] = [];
    for (let n = 0; n < starts; n++) {
      const begun = performance.now();
      const { child } = await program('src/main.ts', { ...settings, STORE_PATH: join(folder, `${n}.db`) });
      times.push(performance.now() - begun);
      await ended(child);
    }
    times.sort((a, b) => a - b);
    const listenMs = Math.round(times[Math.floor(starts / 2)] ?? 0);
    const { listeningMiB, usedMiB } = await memory(join(folder, 'asked.db'));
    return {
      bench: 'start',
      figures: { listenMs, listeningMiB, usedMiB },
      ratios: { listen: listenMs / 2000, memory: usedMiB / 280 },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function memory(store: string): Promise<{ listeningMiB: number; usedMiB: number }> {
  const azure = await startAzure({ world: createWorld({ now: new Date() }), clock: systemClock, warm: true });
  const { child, url } = await program('bench/start/asked-bot.ts', { AZURE: azure.url, STORE: store });
  const page = await startPage({
    bot: () => url,
    clock: systemClock,
    people: labPeople,
    scenarios: [],
    onScenario: async () => {},
    gallery: [],
  });
  try {
    const listeningMiB = await residentMiB(url);
    for (const text of questions) {
      const answered = new Promise<void>((done) => {
        const stop = page.board.watch((it) => {
          const says = 'post' in it && it.post.from === 'bot' ? JSON.stringify(it.post.card) : '';
          if (says === '' || says.includes('This message turns into the answer')) return;
          stop();
          done();
        });
      });
      const body = JSON.stringify({ person: labPeople[0]?.objectId, conversationId: channels[0]?.id, text });
      await fetch(new URL('/api/say', page.url), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', origin: new URL(page.url).origin },
      });
      await answered;
      console.error(`${text}: ${await residentMiB(url)} MiB`);
    }
    return { listeningMiB, usedMiB: await residentMiB(url) };
  } finally {
    await ended(child);
    await page.close();
    await azure.close();
  }
}

/** Starts a program and waits until it prints where it listens. */
async function program(file: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const { PATH, HOME } = process.env;
  // With the flags of `npm start`, which benches have too.
  const child = spawn(process.execPath, [...process.execArgv, file], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const match = /"url":"([^"]+)"/.exec(said)?.[1];
      if (match) found(match);
    });
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}: ${said}`)));
  });
  return { child, url };
}

async function residentMiB(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Math.round(Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 2 ** 20);
}

function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  return new Promise((done) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', () => done()) : done(),
  );
}
