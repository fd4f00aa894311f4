import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RemediationState } from '../../../src/model/remediation.ts';
import { changeTasks } from '../../../src/remediation/life/change-work.ts';
import { openStore, type StoreConfig } from '../../../src/store/open-store.ts';
import { fastClock } from '../../delivery/fast-clock.ts';
import { seeded } from '../../delivery/seeded.ts';
import { person } from '../policy/some-policy.ts';
import { madeIn, type Step, steps } from './append-action.ts';
import { keptChange } from './kept-change.ts';

/** What came of runs that were killed. */
export interface KilledRuns {
  kills: number;
  changes: number;
  ended: Record<string, number>;
  /** Made twice, said to be made and not there, said not to be made and there, or without an end. */
  faults: string[];
}

/** So many times as fast as the wall's: what may still be made is waited for. */
const speed = 50;
const longestMs = 120_000;

/** Approves changes in batches, and kills whoever makes them, at a step or at any time, until all have an end. */
export async function killRuns(o: {
  store: StoreConfig;
  file: string;
  kills: number;
  /** Approved before every kill. */
  batch: number;
  seed: number;
}): Promise<KilledRuns> {
  const random = seeded(o.seed);
  const since = Date.now();
  const clock = fastClock({ speed, since });
  const env = {
    ...{ FILE: o.file, CLOCK_SPEED: String(speed), CLOCK_SINCE: String(since), STORE_PATH: o.store.path },
    ...(o.store.url !== undefined && { STORE_URL: o.store.url }),
  };
  let kills = 0;
  let changes = 0;
  while (kills < o.kills) {
    await approve(o.store, clock.now(), o.batch, changes);
    changes += o.batch;
    const step = [...steps, 'any time'][kills % (steps.length + 1)] as Step | 'any time';
    const dieAfter = String(Math.floor(random() * Math.min(3, o.batch)));
    const child = start({ ...env, DIE_AT: step, DIE_AFTER: dieAfter });
    await child.says('works');
    const pauseMs = step === 'any time' ? random() * 200 : longestMs;
    const killed = await child.ended(pauseMs);
    if (killed) kills += 1;
  }
  const last = start(env);
  const isDone = await last.says('done');
  await last.ended(0);
  const store = await openStore(o.store);
  try {
    const all = await store.remediations.newestRemediations({ which: 'all', limit: changes });
    const made = madeIn(o.file);
    const faults = isDone ? [] : ['there are changes without an end'];
    const ended: Record<string, number> = {};
    for (const { input, state, ran } of all) {
      const times = made.filter((it) => it === input.name).length;
      ended[state] = (ended[state] ?? 0) + 1;
      const isWrong = times > 1 || wants(state) !== times;
      if (isWrong)
        faults.push(`${String(input.name)} is ${state}${ran ? ', was run' : ''}, and was made ${times} times`);
    }
    if (all.length !== changes) faults.push(`${changes - all.length} changes are gone`);
    return { kills, changes, ended, faults };
  } finally {
    await store.close();
  }
}

/** How often a change was made that ended so; none may end otherwise. */
function wants(state: RemediationState): number {
  return state === 'succeeded' ? 1 : state === 'failed' ? 0 : Number.NaN;
}

async function approve(config: StoreConfig, now: Date, batch: number, from: number): Promise<void> {
  const store = await openStore(config);
  try {
    const decision = { kind: 'approved' as const, by: person(3), at: now, authority: 'approver by list' };
    const expiresAt = new Date(now.getTime() + 30 * 24 * 3_600_000);
    for (let n = from; n < from + batch; n++) {
      const { number } = await keptChange(store, `c${n}`, now, { state: 'approved', decisions: [decision], expiresAt });
      const job = { task: changeTasks.run, key: String(number), payload: { number }, lane: 'slow' as const };
      await store.together(now, (writing) => writing.enqueue({ ...job, runAt: now }));
    }
  } finally {
    await store.close();
  }
}

function start(env: Record<string, string>) {
  const program = join(import.meta.dirname, 'changes-to-kill.ts');
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'watchkeeper-compiled'), ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const changed: (() => void)[] = [];
  const tell = () => changed.splice(0).forEach((it) => void it());
  let isEnded = false;
  let isKilled = false;
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      tell();
    });
  child.once('exit', (_, signal) => {
    isEnded = true;
    isKilled = signal === 'SIGKILL';
    tell();
  });
  const until = async (isSo: () => boolean, ms: number) => {
    const end = Date.now() + ms;
    while (!isSo() && Date.now() < end)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now());
        changed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
  };
  return {
    /** Whether it said so, or ended before. */
    async says(word: string): Promise<boolean> {
      await until(() => said.includes(word) || isEnded, longestMs);
      return said.includes(word);
    },
    /** Ends it after so long at the latest, as kill -9 does; false when it was done before anything killed it. */
    async ended(ms: number): Promise<boolean> {
      await until(() => isEnded || said.includes('done'), ms);
      const wasDone = said.includes('done') && !isEnded;
      if (!isEnded) child.kill('SIGKILL');
      await until(() => isEnded, longestMs);
      return isKilled && !wasDone;
    },
  };
}
