import { describe } from 'vitest';
import { ann, story } from './story.ts';

describe('Azure, partly down', () => {
  story(
    'what could not be read is named with its reason and next step, and the rest is answered',
    async ({ as, lab }) => {
      lab.azure.faults.set('log-analytics', { status: 403 });

      const card = await as(ann).says('why OOMKilled payments-api');

      card.shows('OOM-killed', 'memory use', /Log Analytics Reader/);
    },
  );

  story('cluster health without Defender still tells of nodes and pods', async ({ as, lab }) => {
    lab.azure.faults.set('defender', { status: 403 });

    (await as(ann).says('cluster health prod-weu')).shows('Security Reader', /pods?/);
  });

  story('without the Kubernetes API the logs answer', async ({ as, lab }) => {
    lab.azure.faults.set('kubernetes', { status: 503 });

    (await as(ann).says('cluster health prod-weu')).shows('KubePodInventory', 'Kubernetes API');
  });

  story('without Resource Graph nothing can be found, and that is said with the way out', async ({ as, lab }) => {
    lab.azure.faults.set('resource-graph', { status: 403 });

    (await as(ann).says('cluster health prod-weu')).shows(/Resource Graph/, /Reader/);
  });

  story('a scan without findings of Defender does not call the image clean', async ({ as, lab }) => {
    lab.azure.faults.set('resource-graph', { status: 429, match: /never/ });

    (await as(ann).says('scan image payments-api:1.8')).shows('exploited in the wild', 'prod-weu');
  });
});
