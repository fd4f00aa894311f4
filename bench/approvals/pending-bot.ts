import { rm } from 'node:fs/promises';
import { startChangingBot } from '../../test/remediation/life/changing-bot.ts';
import { addTo, countedWorld } from '../../test/remediation/life/counted.ts';
import { keptChange } from '../../test/remediation/life/kept-change.ts';
import { person, policyOf } from '../../test/remediation/policy/some-policy.ts';
import { serveParent } from '../turn/serve-parent.ts';

// Our bot with so many changes that wait for an approval, their buttons prepared as their cards have them.
const path = process.env.STORE ?? '';
const bot = await startChangingBot({
  ...{ store: { path }, action: addTo(countedWorld()), openIdMetadataUrl: process.env.OPENID_METADATA ?? '' },
  people: { operator: [person(1).objectId], approver: [person(3).objectId] },
  policy: policyOf(),
});
const now = new Date();
for (let n = 1; n <= Number(process.env.PENDING); n++) {
  const { number } = await keptChange(bot.store, `c${n}`, now);
  await bot.store.preparePresses(
    [
      { verb: 'approve', input: { change: number, round: 1 }, replaces: true },
      { verb: 'changes', input: { change: number }, replaces: true },
    ],
    now,
  );
}
serveParent(bot.url, async () => {
  await bot.close();
  await rm(path, { force: true });
});
