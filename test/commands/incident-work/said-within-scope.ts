import type { Asker } from '../start-dialogue.ts';

/** What people of different scopes say of the incidents and silences of these tests, in this order, and what they read. */
export const saidWithinScope: readonly [who: Asker, said: string, words: RegExp][] = [
  ['vera', 'ack 4', /needs the role operator/],
  ['mallory', 'ack 4', /not on my list/],
  ['mallory', 'incidents', /not on my list/],
  ['ada', 'ack 4', /covers clusters staging-\*/],
  ['ada', 'ack 1 4', /covers clusters staging-\*/],
  ['ada', 'ack 99', /covers clusters staging-\*/],
  ['ada', 'silence 4 2h', /covers clusters staging-\*/],
  ['ada', 'silence alertname=x 2h', /covers clusters staging-\*/],
  ['ada', 'incidents', /No incident open[\s\S]*Only incidents within your scope are shown/],
  ['ada', 'silences', /Only silences within your scope are shown/],
  ['ada', 'why 4', /covers clusters staging-\*/],
  ['bob', 'silence cluster=prod-weu 2h', /covers clusters prod-\*, namespaces shop/],
  ['bob', 'silence alertname=x 2h', /add cluster="\.\.\." and namespace="\.\.\."/],
  ['bob', 'snooze 4 2h', /#4: snoozed/],
  ['bob', 'silence cluster=prod-weu,namespace=shop,pod=x 1h', /Silenced until/],
  ['nora', 'ack 4', /#4: acknowledged/],
  ['nora', 'incidents', /#4[\s\S]*Only incidents within your scope/],
  ['nora', 'escalate', /Which incident\?[\s\S]*#6/],
  ['nora', 'silence alertname=x 2h', /add cluster="\.\.\.", with "="/],
  ['nora', 'silence cluster=prod-old 2h', /covers environments production or prod/],
  ['nora', 'silence cluster=prod-weu,alertname=x 2h', /Silenced until/],
  ['nora', 'silences', /cluster="prod-weu",alertname="x"/],
];
