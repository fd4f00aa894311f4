import { pino } from 'pino';
import type { Azure, AzureConnection } from '../../../src/azure/azure.ts';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import { startChanges } from '../../../src/commands/people/start-changes.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Decision } from '../../../src/model/remediation.ts';
import type { ChangeWork } from '../../../src/remediation/life/change-work.ts';
import { decide } from '../../../src/remediation/life/decide.ts';
import { propose } from '../../../src/remediation/life/propose.ts';
import { changeWorkOf } from '../../../src/remediation/life/work-of.ts';
import type { Policy } from '../../../src/remediation/policy/policy.ts';
import { openStore, type StoreConfig } from '../../../src/store/open-store.ts';
import type { Pump } from '../../../src/store/pump.ts';
import type { StoredRemediation } from '../../../src/store/remediations.ts';
import type { Store } from '../../../src/store/store.ts';
import { startWorker } from '../../../src/store/worker.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { addTo, type Counted, countedWorld } from './counted.ts';

/** A clock that stands still, and is put forward; nobody waits for it. */
export interface SteppedClock extends Clock {
  step(ms: number): void;
}

function steppedClock(): SteppedClock {
  let now = new Date('2026-11-25T03:00:00Z').getTime();
  return {
    now: () => new Date(now),
    // The test itself wakes who has something to do.
    after: () => () => undefined,
    step(ms) {
      now += ms;
    },
  };
}

/** The work on changes over a store of its own, with its jobs; people 1 and 2 are operators, 3 to 6 approvers. */
export interface StartedWork {
  work: ChangeWork;
  world: Counted;
  clock: SteppedClock;
  store: Store;
  worker: Pump;
  propose(name: string, by?: number, more?: object): Promise<StoredRemediation>;
  say(number: number, kind: Decision['kind'], by: number, more?: object): Promise<StoredRemediation>;
  /** Lets time pass and the jobs that are due by then be done; answers the change. */
  after(ms: number, number: number): Promise<StoredRemediation>;
  /** The words of the audit, in order. */
  audited(): Promise<string[]>;
  close(): Promise<void>;
}

/** The conversation in which all is said. */
export const conversation = '19:ops@thread.tacv2';

/** Nobody reaches Azure: the action of these tests does without, and people stand in the lists. */
export const azure = {} as Azure;

/** Starts it; time stands still unless it is driven. */
export async function startWork(
  o: {
    store?: StoreConfig;
    policy?: Policy;
    people?: (numbers: (...them: number[]) => string[]) => object;
    runMs?: number;
    world?: Counted;
  } = {},
): Promise<StartedWork> {
  const { world = countedWorld() } = o;
  const clock = steppedClock();
  const store = await openStore(o.store ?? { path: ':memory:' });
  const log = pino({ level: 'silent' });
  const objectIds = (...them: number[]) => them.map((n) => person(n).objectId);
  const people = peopleConfig.parse(
    o.people?.(objectIds) ?? { operator: objectIds(1, 2), approver: objectIds(3, 4, 5, 6) },
  );
  const credential = { getToken: async () => null };
  const connection: AzureConnection = connectAzure({ credential, clock, log, config: azureConfig.parse({}) });
  let pump: Pump | undefined;
  const work: ChangeWork = {
    ...startChanges({
      ...{ store, clock, log, connection, people, config: { policy: o.policy ?? policyOf() } as ChangeWork['config'] },
      addressOf: async (id) => ({ tenantId: 't', conversationId: id, serviceUrl: 'https://teams.example' }),
      wake: () => pump?.wake(),
    }),
    actions: new Map([['add', addTo(world, o.runMs === undefined ? {} : { runMs: o.runMs })]]),
  };
  const worker = startWorker({ store, clock, log, tasks: changeWorkOf(work) });
  pump = worker;
  const signal = new AbortController().signal;
  let requests = 0;
  const read = async (number: number) => (await store.remediations.remediation(number)) as StoredRemediation;
  return {
    ...{ work, world, clock, store, worker },
    propose: (name, by = 1, more = {}) =>
      propose(
        work,
        { action: 'add', input: { name }, asker: person(by), conversation, requestId: `r${++requests}`, ...more },
        azure,
        { signal, permit: async () => undefined },
      ),
    say: (number, kind, by, more = {}) =>
      decide(work, number, { kind, by: person(by), conversation, ...more }, { signal, requestId: `r${++requests}` }),
    async after(ms, number) {
      await worker.idle();
      clock.step(ms);
      worker.wake();
      await worker.idle();
      return read(number);
    },
    audited: async () => (await store.auditTail(500)).map(({ what }) => what).toReversed(),
    async close() {
      await worker.close();
      await store.close();
    },
  };
}
