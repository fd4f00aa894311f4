import { pino } from 'pino';
import { azureConfig } from '../../../src/azure/azure-config.ts';
import { connectAzure } from '../../../src/azure/connect-azure.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import { startChanges } from '../../../src/commands/people/start-changes.ts';
import type { ChangeWork } from '../../../src/remediation/life/change-work.ts';
import { changeWorkOf } from '../../../src/remediation/life/work-of.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { startWorker } from '../../../src/store/worker.ts';
import { fastClock } from '../../delivery/fast-clock.ts';
import { person, policyOf } from '../policy/some-policy.ts';
import { appendTo } from './append-action.ts';

// The jobs of changes as a process of its own, to be killed; it kills itself where the environment says so, and says
// on standard output when it works and when nothing is left to do.
const { STORE_PATH = '', STORE_URL, FILE = '', CLOCK_SPEED, CLOCK_SINCE, DIE_AT = '', DIE_AFTER = '0' } = process.env;
process.stdin.on('end', () => process.exit(0)).resume();

let left = Number(DIE_AFTER);
const action = appendTo(FILE, (step) => {
  if (step === DIE_AT && left-- <= 0) process.kill(process.pid, 'SIGKILL');
});
const clock = fastClock({ speed: Number(CLOCK_SPEED), since: Number(CLOCK_SINCE) });
const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' }, process.stderr);
const store = await openStore(STORE_URL === undefined ? { path: STORE_PATH } : { path: '', url: STORE_URL });
const credential = { getToken: async () => null };
let wake = () => {};
const work: ChangeWork = {
  ...startChanges({
    ...{ store, clock, log, config: { policy: policyOf() } as ChangeWork['config'] },
    connection: connectAzure({ credential, clock, log, config: azureConfig.parse({}) }),
    people: peopleConfig.parse({ operator: [person(1).objectId], approver: [person(3).objectId] }),
    addressOf: async (id) => ({ tenantId: 't', conversationId: id, serviceUrl: 'https://teams.example' }),
    wake: () => wake(),
  }),
  actions: new Map([[action.name, action]]),
};
const worker = startWorker({ store, clock, log, tasks: changeWorkOf(work) });
wake = () => worker.wake();
process.stdout.write('works\n');
for (;;) {
  const open = await store.remediations.newestRemediations({ which: 'open', limit: 1 });
  if (open.length === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write('done\n');
