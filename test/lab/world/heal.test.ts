import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/lab/scenarios/index.ts';
import { heal } from '../../../src/lab/world/heal.ts';
import { later, type Observed, observe } from './observe.ts';

const clusters = ['prod-weu', 'prod-neu', 'staging-weu'];
const restarts = (pods: Observed[]) =>
  new Map(pods.map((it) => [it.metadata.uid, it.status.containerStatuses?.map((one) => one.restartCount)]));

describe.each(scenarios)('healing the scenario $name', ({ name }) => {
  it('leaves every workload whole minutes later, with its history and its restart counts', () => {
    for (const cluster of clusters) {
      const seen = observe(name, cluster);
      const before = restarts(seen.objects('pods'));
      const events = seen.events().length;

      heal(seen.world);

      const pods = seen.objects('pods', later(4)).filter((it) => it.status.phase !== 'Failed');
      const unready = pods.filter(
        (it) => it.status.phase !== 'Succeeded' && !it.status.containerStatuses?.every((one) => one.ready),
      );
      expect(unready.map((it) => it.metadata.name)).toEqual([]);
      for (const workload of [...seen.objects('deployments', later(4)), ...seen.objects('statefulsets', later(4))])
        expect([workload.metadata.name, workload.status.readyReplicas ?? 0]).toEqual([
          workload.metadata.name,
          workload.spec.replicas,
        ]);
      for (const pod of pods) {
        const counts = before.get(pod.metadata.uid);
        pod.status.containerStatuses?.forEach((it, index) => {
          expect(it.restartCount - (counts?.[index] ?? it.restartCount)).toBeOneOf([0, 1]);
        });
      }
      expect(seen.events().length).toBeGreaterThanOrEqual(events);
      expect(
        seen
          .objects('events', later(60))
          .filter((it) => it.type === 'Warning' && Date.parse(String(it.lastTimestamp)) > later(4).getTime()),
      ).toEqual([]);
    }
  });
});
