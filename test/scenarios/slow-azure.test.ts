import { describe, expect } from 'vitest';
import { ann, story } from './story.ts';

describe('an Azure that takes its time', () => {
  story(
    'after a second there is a progress card, and the same message becomes the answer',
    async ({ as, lab, clock, next }) => {
      lab.azure.faults.set('log-analytics', { latencyMs: 5_000, times: 1 });
      const progress = next();

      await as(ann).types('why OOMKilled payments-api');
      await clock.waitsFor(1_000);
      await clock.advance(1_000);
      const shown = await progress;
      expect(shown.isProgress).toBe(true);
      shown.shows('Looking into why payments-api was OOMKilled');

      const answer = next();
      await clock.waitsFor(5_000);
      await clock.advance(5_000);
      const card = await answer;
      expect(card.post.id).toBe(shown.post.id);
      card.shows('needs more than its 256 MiB');
    },
  );

  story('when the deadline passes, what was read is shown and the rest is a gap', async ({ as, lab, clock, next }) => {
    lab.azure.faults.set('log-analytics', { hang: true });
    const asked = new Promise<void>((resolve) =>
      lab.azure.requests.onDone(({ path }) => path.endsWith('/namespaces/payments/events') && resolve()),
    );

    await as(ann).types('why OOMKilled payments-api');
    await asked;
    // Another question, answered in between: by then the bot has read what the Kubernetes API gave it.
    await as(ann).says('help');
    const progress = next();
    await clock.advance(1_000);
    await progress;

    const answer = next();
    await clock.advance(60_000);
    (await answer).shows('OOM-killed', /did not answer/);
  });
});
