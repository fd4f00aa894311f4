import { expect, it } from 'vitest';
import { startAlertRange } from './alert-range.ts';
import { ann, bob } from './story.ts';

it('leads from an attack over what helps to a pod that two people cut off', {
  timeout: 90_000,
}, async () => {
  const range = await startAlertRange('crypto-miner', { diagnoses: true });
  const { lab, until, press } = range;
  const pod = lab.world.alerts[0]?.pod?.name ?? '';
  try {
    const incident = await until('security', ({ text }) => text.includes('the way currency miners are started'));
    await press(ann, incident, 'What helps?');
    const alert = await until('security', ({ text }) => text.includes('Now in the cluster'));
    alert.shows('Execution', `Pod ${pod} still runs`, 'Review with the owner');

    await press(ann, alert, 'Isolate the pod');
    const change = await until('security', ({ text }) => /Isolate[\s\S]*Waiting for an approval/.test(text));
    await press(bob, change, 'Approve');

    const done = await until('security', ({ text }) => text.includes(`${pod} is cut off`));
    done.shows('Done', 'Asked by Ann Berg', 'Approved by Bob Castro');
    await press(ann, incident, 'What helps?');
    const after = await until('security', ({ text }) => text.includes(`Pod ${pod} is isolated`));
    expect(after.buttons.map(({ title }) => title)).not.toContain('Isolate the pod');
  } finally {
    await lab.close();
  }
});
