import { describe, expect } from 'vitest';
import { labGroups } from '../../src/lab/world/groups.ts';
import { ann, bob, gus, mallory, story } from './story.ts';

describe('a conversation', () => {
  story('a typo gets "did you mean", and pressing it answers', async ({ as }) => {
    const asked = await as(ann).says('cluter health prod-weu');
    asked.shows(/did you mean/i);

    const [first] = asked.buttons;
    const answer = await as(ann).presses(asked, first?.title ?? '');

    answer.shows('prod-weu', /Ready|ready|payments-api/);
  });

  story('an ambiguous name gets a picker, and the choice turns it into the answer', async ({ as }) => {
    const picker = await as(ann).says('why checkout-api');
    picker.shows('Which "checkout-api"?', 'prod-weu', 'staging-weu');

    const choice = picker.buttons.find(({ data }) => JSON.stringify(data).length > 0);
    const answer = await as(ann).presses(picker, choice?.title ?? '');

    expect(answer.post.id).toBe(picker.post.id);
    answer.shows('checkout-api');
  });

  story('an unknown name gets the closest ones', async ({ as }) => {
    (await as(ann).says('why paymets-api')).shows(/no workload called "paymets-api"/, 'payments-api');
  });

  story('defaults of a channel hold until they are cleared', async ({ as }) => {
    (await as(ann).says('use cluster prod-weu')).shows('prod-weu');

    (await as(ann).says('cluster health')).shows('prod-weu');
    (await as(ann).says('why checkout-api')).showsNot(/staging-weu/);

    await as(ann).says('use nothing');
    (await as(ann).says('why checkout-api')).shows('staging-weu');
  });

  story('a thread remembers what it is about', async ({ as }) => {
    const first = await as(ann).says('why OOMKilled payments-api');

    (await as(ann).says('why', first)).shows('payments-api');
    (await as(ann).says('cluster health', first)).shows('prod-weu');
  });

  story('an outsider is refused politely, typed and pressed', async ({ as }) => {
    const refused = await as(mallory).says('scan image payments-api:1.8');
    refused.shows(/not (allowed|on the list|know)|ask an admin/i).showsNot(/CVE-/);

    const help = await as(ann).says('help');
    const { verb, data } = help.buttons[0] ?? { verb: '', data: {} };
    const answer = await as(mallory).forges(help, { type: 'Action.Execute', verb, data });
    expect(JSON.stringify(answer)).not.toMatch(/CVE-|256 MiB/);
  });

  story("somebody else presses Ann's button: his own role decides, at this very moment", async ({ as, lab }) => {
    await as(ann).says('use cluster prod-weu');
    const card = await as(ann).says('use');
    const groups = (id: string) => lab.world.groups.find((it) => it.id === id)?.members ?? [];

    const posts = () => lab.board.in([card.post.conversationId]).length;
    const before = posts();
    (await as(gus).presses(card, 'Use nothing')).shows('needs the role operator');
    (await as(mallory).presses(card, 'Use nothing')).shows('not on my list');
    expect(posts()).toBe(before);
    groups(labGroups.platformLeads).push(gus.objectId);
    (await as(gus).presses(card, 'Use nothing')).shows('about every cluster again');
    await as(ann).says('use cluster prod-neu');
    const another = await as(ann).says('use');
    groups(labGroups.platformLeads).pop();
    (await as(gus).presses(another, 'Use nothing')).shows('needs the role operator');

    lab.azure.faults.set('directory', { status: 403 });
    (await as(bob).presses(another, 'Use nothing')).shows('I cannot check what you may do', 'GroupMember.Read.All');
    (await as(ann).says('use')).shows('prod-neu');
  });

  story('a press that nobody prepared does nothing and says so', async ({ as }) => {
    const help = await as(ann).says('help');

    for (const data of [{ id: 'nothing-like-it-000000' }, {}, null, { id: { $ne: '' } }, 'x'.repeat(5000)]) {
      const answer = await as(ann).forges(help, { type: 'Action.Execute', verb: 'why', data });
      expect(answer.statusCode).toBeLessThan(500);
    }
  });
});
