import { describe, expect } from 'vitest';
import { ann, eve, story } from './story.ts';

describe('after a diagnosis', () => {
  story(
    'its buttons, and the same words in its thread, lead to logs, events and YAML of the same workload',
    async ({ as }) => {
      const answer = await as(ann).says('why OOMKilled payments-api');

      (await as(ann).presses(answer, 'Logs')).shows(
        'container api of payments-api-',
        'OOMKilled',
        'Before the restart',
      );
      (await as(ann).presses(answer, 'Events')).shows('BackOff', /Back-off restarting/, 'Pod payments-api-');
      (await as(ann).presses(answer, 'Show YAML')).shows(
        'Deployment payments-api',
        'apiVersion: apps/v1',
        'memory: 256Mi',
      );
      (await as(ann).says('logs previous', answer)).shows('Before the restart').showsNot(/Since the restart/);
      (await as(eve).says('events', answer)).shows('BackOff');
    },
  );

  story('a log can be read on, and its pod’s own YAML is asked for by its name', async ({ as }) => {
    const few = await as(ann).says('logs payments-api');
    const many = await as(ann).presses(few, 'More lines');

    expect(many.post.id).toBe(few.post.id);
    expect(many.text.length).toBeGreaterThan(few.text.length);
    const [pod = ''] = /payments-api-[a-z0-9]+-[a-z0-9]{5}/.exec(few.text) ?? [];
    (await as(ann).says(`show yaml ${pod}`)).shows(`Pod ${pod}`, 'kind: Pod');
  });

  story('well pods are told apart by a picker, and a container by its name', async ({ as }) => {
    const picker = await as(ann).says('logs cart in prod-weu');
    picker.shows('whose log?');
    (await as(ann).presses(picker, picker.buttons[0]?.title ?? '')).shows('container cart of cart-');

    (await as(ann).says('logs payments-api container=sidecar')).shows('no container called "sidecar"', 'It has api');
    (await as(ann).says('logs payments-api api')).shows('container api of payments-api-');
  });
});

describe('without the Kubernetes API', () => {
  story(
    'logs and events come from what Container Insights kept, and say so',
    async ({ as }) => {
      const log = await as(ann).says('logs cart in prod-neu');
      log.shows('Read from ContainerLogV2', 'Log Analytics', 'container cart of cart-');

      (await as(ann).says('events cart in prod-neu')).shows('BackOff', 'Log Analytics');
      (await as(ann).says('show yaml cart in prod-neu')).shows('Kubernetes API did not answer', 'Let the bot reach');
    },
    'private-cluster',
  );
});
