import type { Gap } from '../../model/gap.ts';

/** Reads that were refused, slow or not set up, as they come in practice. */
export const gaps: Gap[] = [
  {
    what: 'memory use of the containers',
    service: 'Log Analytics',
    why: "the bot's identity may not read the workspace logs-prod (403).",
    next: "Grant Log Analytics Reader on /subscriptions/…/workspaces/logs-prod to the bot's identity.",
  },
  {
    what: 'events of the last hour',
    service: 'Kubernetes API',
    why: 'no answer within 10 s; the API server is private and the bot runs outside its network.',
    next: 'Run the bot inside the virtual network of prod-weu, or peer the two networks.',
  },
];
