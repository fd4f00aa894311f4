import { defineCollector } from './collector.ts';
import { podState } from './kubernetes/pod-state.ts';
import { podsIn, podsOf } from './kubernetes/pods-of.ts';

/** The subject's pods with restarts, last endings, limits and requests of each container (Kubernetes API, live). */
export const containerRestarts = defineCollector({
  name: 'containerRestarts',
  what: 'restarts and last endings of the containers',
  async collect(azure, subject, window) {
    const pods = await podsOf(azure, subject);
    return {
      value: pods.map(podState),
      source: { service: 'Kubernetes API', detail: podsIn(subject) },
      at: window.to,
    };
  },
});
