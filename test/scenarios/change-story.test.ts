import { expect, it } from 'vitest';
import { type AlertRange, startAlertRange } from './alert-range.ts';
import { ann, bob, mallory } from './story.ts';

const told = async (answer: Promise<unknown>) => JSON.stringify(await answer);
const limits = ({ lab }: AlertRange) =>
  lab.world.workload('prod-weu', 'payments', 'payments-api').containers.map((it) => it.memoryLimitMiB);

it('leads from an alert over its cause to a limit that two people raise, and to an incident that is over', {
  timeout: 90_000,
}, async () => {
  const range = await startAlertRange('oom-low-limit', { diagnoses: true });
  const { lab, until, press } = range;
  try {
    const incident = await until('on-call', ({ text }) => text.includes('needs more than its 256 MiB'));
    const titles = incident.buttons.map(({ title }) => title);
    expect(titles.indexOf('Raise the limit to 384 MiB')).toBeLessThan(titles.indexOf('Resolve'));
    await press(ann, incident, 'Raise the limit to 384 MiB');
    const card = await until('on-call', ({ text }) => /256Mi to 384Mi\nWaiting for an approval/.test(text));

    expect(await told(press(ann, card, 'Approve'))).toContain('Nobody approves his own proposal');
    expect(await told(press(mallory, card, 'Approve'))).toContain('not on my list');
    expect(limits(range)).toContain(256);
    await until('on-call', ({ post, text }) => post.id === incident.post.id && text.includes('Change 1 proposed'));
    await press(bob, card, 'Approve');
    expect(await told(press(bob, card, 'Approve'))).toContain('You have approved change 1 already');

    const done = await until('on-call', ({ text }) => text.includes('Nothing was OOM-killed since'));
    done.shows('Done', 'Asked by Ann Berg', 'Approved by Bob Castro');
    expect(done.post.id).toBe(card.post.id);
    expect(limits(range)).toContain(384);
    const over = await until(
      'on-call',
      ({ post, text }) => post.id === incident.post.id && text.includes('over after'),
    );
    expect(JSON.stringify(over.post.card)).toContain('"style":"good"');
  } finally {
    await lab.close();
  }
});
