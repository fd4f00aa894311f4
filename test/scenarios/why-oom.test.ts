import { describe, expect } from 'vitest';
import { ann, story } from './story.ts';

describe('why OOMKilled', () => {
  story(
    'an engineer asks, and gets the limit, the peak, the scope, the advice and its derivation',
    async ({ as, lab }) => {
      const card = await as(ann).says('why OOMKilled payments-api');

      card.shows(
        'needs more than its 256 MiB',
        /OOM-killed \d+ times/,
        'every replica (3 of 3)',
        'Raise the memory limit',
      );
      card.shows('reason: OOMKilled, exitCode: 137', 'Kubernetes API', 'Log Analytics · Perf', 'KRR:', 'VPA:');
      expect(card.buttons.map(({ title }) => title)).not.toContain('Raise the memory limit');
      const metrics = await (await fetch(new URL('/metrics', lab.bot))).text();
      expect(metrics).toContain('watchkeeper_diagnosis_seconds_count{for="question"} 1');
    },
  );

  story(
    'a node that ran out is blamed instead of the limit, and no limit is advised',
    async ({ as }) => {
      const card = await as(ann).says('why OOMKilled catalog-search cluster=prod-weu');

      card.shows(/node/i).showsNot(/Raise the memory limit/);
    },
    'oom-node-pressure',
  );

  story(
    'a workload that is well is said to be well, with what that rests on',
    async ({ as }) => {
      const card = await as(ann).says('why OOMKilled payments-api');

      card.shows(/nothing is wrong/i).showsNot(/Raise the memory limit/);
    },
    'healthy',
  );
});
