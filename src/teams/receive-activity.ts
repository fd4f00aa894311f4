import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder';
import type { Logger } from 'pino';
import type { Clock } from '../model/clock.ts';
import { inTime } from '../model/in-time.ts';
import type { Adapter } from './adapter.ts';
import { admitActivity, type Refusal, refuseToken } from './admission.ts';
import type { Bot, TurnEnd } from './bot.ts';
import type { Counts } from './counts.ts';
import { readJson } from './read-body.ts';
import { createRefusalLog } from './refusals.ts';
import type { Trust } from './trust.ts';

/** What goes back over HTTP; what went wrong stands in the log only. */
export interface Answered {
  status: number;
  body?: unknown;
  afterwards?: () => void;
}

/** The keys that sign tokens are fetched when they are not known; Teams asks again when that takes too long. */
const tokenCheckMs = 8_000;

const statusOf: Record<Refusal | 'bad-token', number> = {
  'no-token': 401,
  'malformed-token': 401,
  'foreign-issuer': 401,
  'not-of-the-channel': 401,
  'foreign-audience': 401,
  'bad-token': 401,
  'malformed-activity': 400,
  'no-service-url': 400,
  'foreign-channel': 403,
  'foreign-service-url': 403,
  'foreign-tenant': 403,
};

/** Takes what is posted to /api/messages: believes it step by step, then lets the bot have its turn. */
export function receiveActivity(o: {
  adapter: Adapter;
  bot: Bot;
  trust: Trust;
  appId: string;
  clock: Clock;
  log: Logger;
  counts: Counts;
}) {
  const speak = createRefusalLog(o.clock);
  const refuse = (refusal: keyof typeof statusOf, log: Logger): Answered => {
    o.counts.add('watchkeeper_activities_total', refusal);
    speak(refusal, log);
    return { status: statusOf[refusal] };
  };
  return async (request: IncomingMessage): Promise<Answered> => {
    const requestId = randomUUID();
    const log = o.log.child({ requestId });
    const { authorization } = request.headers;
    try {
      const tokenRefusal = refuseToken(authorization, o.appId, o.trust);
      if (tokenRefusal) return refuse(tokenRefusal, log);
      const read = await readJson(request);
      if ('status' in read) {
        o.counts.add('watchkeeper_activities_total', 'unreadable');
        return { status: read.status };
      }
      const admitted = admitActivity(read.body, o.trust);
      if ('refusal' in admitted) return refuse(admitted.refusal, log);
      const activity = read.body as Activity;
      const checking = o.adapter.authenticate(activity, authorization ?? '').then((identity) => ({ identity }));
      const checked = await inTime(o.clock, tokenCheckMs, checking);
      if (!checked) {
        o.counts.add('watchkeeper_activities_total', 'unchecked');
        log.warn('a token could not be checked in time');
        return { status: 503 };
      }
      const { identity } = checked;
      if (!identity) return refuse('bad-token', log);
      let end: TurnEnd = {};
      await o.adapter.run(identity, activity, async () => {
        end = await o.bot.receive(admitted.activity, requestId, log);
      });
      o.counts.add('watchkeeper_activities_total', 'taken');
      return { status: 200, body: end.answer, ...(end.afterwards && { afterwards: end.afterwards }) };
    } catch (error) {
      o.counts.add('watchkeeper_activities_total', 'failed');
      log.error({ error }, 'a turn failed');
      return { status: 500 };
    }
  };
}
