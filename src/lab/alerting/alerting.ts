import type { Logger } from 'pino';
import type { Source } from '../../incidents/source.ts';
import type { Clock } from '../../model/clock.ts';
import type { SecurityAlert } from '../world/alerts.ts';
import type { World } from '../world/world.ts';
import { type AlertPost, doorLine } from './door-line.ts';
import { eventAlerts } from './event-alerts.ts';
import type { FiringAlert } from './firing-alert.ts';
import { massAlert } from './mass-alerts.ts';
import { postsOf } from './posts-of.ts';
import { pushEvents } from './push-events.ts';
import { resolvedTest } from './resolved-test.ts';
import { nextRollEnd, rollEvents } from './roll-events.ts';
import { ruleAlerts } from './rule-alerts.ts';
import { testAlert } from './test-alert.ts';
import { testSecurityAlert } from './test-security-alert.ts';

/** What in the range fires alerts, and says when they are over. */
export interface Alerting {
  /** Looks at the world and posts what began to fire since it was looked at last, and what is over. */
  look(): void;
  /** Says of all that fired that it is over: somebody healed the world. */
  allOver(): void;
  /** Fires a source's example; what is polled comes with the next poll. */
  test(source: Source): void;
  /** Comes when everything was posted. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Rules of Azure Monitor and of an Alertmanager, Defender for Cloud and Event Grid, over the one world. */
export function createAlerting(o: { world: World; clock: Clock; door: () => string; log: Logger }): Alerting {
  const { world, clock } = o;
  const line = doorLine(o);
  /** What fires as far as was told, by its key. */
  const told = new Map<string, FiringAlert>();
  /** Alerts of the world that stand for one that a rule fired. */
  const ofRules = new Set<string>();
  const pushed = new Set<string>();
  const tests: AlertPost[] = [];
  let security = world.alerts;
  let stopWaiting = () => {};

  /** Defender tells of an alert for days; a scenario that made the world anew has forgotten it. */
  function keepSecurityAlerts(): void {
    if (security === world.alerts) return;
    const gone = security.filter((it) => it.status !== 'Resolved' && it.status !== 'Dismissed');
    world.alerts.push(...gone.map((it): SecurityAlert => ({ ...it, status: 'Resolved' })));
    security = world.alerts;
  }

  /** The alert by the id under which the world has it, so that its state can be set. */
  function known(alert: FiringAlert): FiringAlert {
    if (alert.form === 'alertmanager' || world.monitorAlerts.some(({ id }) => id === alert.id)) return alert;
    const same = world.monitorAlerts.find(
      (it) => it.name === alert.name && it.cluster === alert.cluster && it.condition === 'Fired' && !it.labels,
    );
    const { id, name, cluster, severity, startTime, description, labels } = alert;
    if (same) same.labels = labels;
    else {
      world.monitorAlerts.push({ id, name, cluster, severity, startTime, description, labels, condition: 'Fired' });
    }
    ofRules.add(same?.id ?? id);
    return same ? { ...alert, id: same.id, startTime: same.startTime } : alert;
  }

  function firing(now: Date): FiringAlert[] {
    const mass = world.monitorAlerts.filter((it) => it.condition === 'Fired' && it.labels && !ofRules.has(it.id));
    const names = new Set(mass.map(({ name }) => name));
    const ruled = [...ruleAlerts(world, now), ...eventAlerts(world, now)].filter(({ name }) => !names.has(name));
    return [...ruled, ...mass.map(massAlert)];
  }

  function over(some: readonly FiringAlert[]): void {
    for (const { key } of some) told.delete(key);
    line.post(postsOf(some, clock.now()));
  }

  /** What Event Grid tells, and again when a node pool that is rolled is through. */
  function tellEvents(): void {
    const now = clock.now();
    const events = [...pushEvents(world, now), ...rollEvents(world, now)].filter(([what]) => !pushed.has(what));
    for (const [what] of events) pushed.add(what);
    line.post(events.map(([, body]) => ({ source: 'event-grid', body })));
    stopWaiting();
    const next = nextRollEnd(world, now);
    if (next) stopWaiting = clock.after(next.getTime() - now.getTime(), tellEvents);
  }

  return {
    look() {
      const now = clock.now();
      keepSecurityAlerts();
      const all = firing(now);
      const keys = new Set(all.map(({ key }) => key));
      over([...told.values()].filter(({ key }) => !keys.has(key)));
      // A scenario that made the world anew knows nothing of what goes on firing.
      for (const it of told.values()) if (it.key !== it.id) known(it);
      const begun = all.filter(({ key }) => !told.has(key)).map((it) => (it.key === it.id ? it : known(it)));
      for (const it of begun) told.set(it.key, it);
      line.post(postsOf(begun));
      tellEvents();
    },
    allOver() {
      over([...told.values()]);
      tellEvents();
      line.post(tests.splice(0).flatMap((it) => resolvedTest(it, clock.now()) ?? []));
    },
    test(source) {
      const now = clock.now();
      if ('poll' in source) world.alerts.push(testSecurityAlert(world, now));
      else {
        const post = { source: source.name, body: testAlert(source, world, now) };
        tests.push(post);
        line.post([post]);
      }
    },
    idle: line.idle,
    close() {
      stopWaiting();
      return line.close();
    },
  };
}
