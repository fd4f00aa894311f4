import type { Logger } from 'pino';
import { z } from 'zod';
import type { AzureConnection } from '../azure/azure.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { tooDeep } from '../incidents/too-deep.ts';
import { type Proof, statusOf, type Verify } from '../incidents/verify/verifier.ts';
import type { Clock } from '../model/clock.ts';
import { inTime } from '../model/in-time.ts';
import { approvedExceptions } from '../security/gate/approved-exceptions.ts';
import { gateAsked } from '../security/gate/gate-asked.ts';
import type { GatePolicies } from '../security/gate/gate-policies.ts';
import { verdictJson } from '../security/gate/verdict-json.ts';
import type { Store } from '../store/store.ts';
import { createGateCounts } from './gate-counts.ts';

/** Most that a body may have, in bytes: a report of a large image has some megabytes. */
export const gateBodyLimit = 16 * 1024 * 1024;
/** Reports are held in memory: so many at once. */
const mostAtOnce = 4;
const longestMs = 60_000;
/** Unlike Trivy's, no report nests deeper. */
const deepest = 100;

const Body = z.strictObject({
  image: z.string().min(1).max(512),
  policy: z.string().max(60).optional(),
  report: z.unknown().optional(),
});

/** A request to POST /api/gate. */
export interface GateKnock extends Proof {
  method: string;
  /** Reads the body of so many bytes at most; asked for when the caller is believed. */
  read(limit: number): Promise<Buffer | 400 | 413>;
}

/** What goes back; `body` is JSON. */
export interface GateAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Where pipelines ask the gate. */
export interface GateDoor {
  /** 200 with the verdict, pass or fail; 422 where it could not be judged; never throws. */
  knock(request: GateKnock): Promise<GateAnswer>;
  /** Prometheus' text format. */
  metrics(): string;
}

/** Opens the gate to who is believed; `verify` undefined lets anybody in, on loopback. */
export function createGateDoor(o: {
  verify: Verify | undefined;
  policies: GatePolicies;
  connection: AzureConnection;
  store: Pick<Store, 'remediations'>;
  clock: Clock;
  log: Logger;
}): GateDoor {
  const { verify, policies, connection, store, clock, log } = o;
  const counts = createGateCounts();
  let underway = 0;

  async function refusal(request: GateKnock): Promise<GateAnswer | undefined> {
    if (request.method !== 'POST') return refused(405, 'wrong-method', { headers: { allow: 'POST' } });
    const disbelief = await verify?.(request);
    if (disbelief) {
      const status = statusOf(disbelief);
      return refused(status, disbelief, status === 503 ? { headers: { 'retry-after': '10' } } : {});
    }
    // What is no JSON by its own word may come from a page in somebody's browser.
    const type = request.headers['content-type'];
    const isJson = typeof type === 'string' && /^application\/json\s*(;|$)/i.test(type);
    return isJson ? undefined : refused(415, 'not-json', { body: { error: 'Send application/json.' } });
  }

  function refused(status: number, outcome: string, answer: Omit<GateAnswer, 'status'> = {}): GateAnswer {
    counts.add(outcome);
    return { status, ...answer };
  }

  async function judged(bytes: Buffer): Promise<GateAnswer> {
    const asked = bodyOf(bytes);
    if ('error' in asked) return refused(400, 'malformed', { body: asked });
    const stop = new AbortController();
    const { signal } = stop;
    const policy = policies.policy(asked.policy);
    const approved = await approvedExceptions(store.remediations, policy.name);
    const exceptions = [...policy.exceptions, ...approved];
    const { image, report } = asked;
    const work = gateAsked(
      { image, policy: { ...policy, exceptions }, ...(report !== undefined && report !== null && { report }) },
      { connect: () => connection.until(signal, log), now: clock.now() },
    );
    const verdict = await inTime(clock, longestMs, work);
    if (!verdict) {
      stop.abort(new DOMException('The gate takes too long.', 'TimeoutError'));
      work.catch(() => undefined);
      return refused(503, 'timeout', { headers: { 'retry-after': '30' } });
    }
    counts.add(verdict.verdict);
    return { status: verdict.verdict === 'could-not-judge' ? 422 : 200, body: verdictJson(verdict) };
  }

  async function answered(request: GateKnock): Promise<GateAnswer> {
    const bytes = await request.read(gateBodyLimit);
    if (bytes === 400) return refused(400, 'unreadable');
    if (bytes === 413) return refused(413, 'too-large');
    try {
      return await judged(bytes);
    } catch (error) {
      if (error instanceof UserError) return refused(400, 'not-understood', { body: { error: error.message } });
      if (error instanceof UpstreamError) {
        const body = { verdict: 'could-not-judge', sentence: `${error.service} ${error.message}.` };
        return refused(422, 'could-not-judge', { body });
      }
      log.error({ error }, 'the gate failed');
      return refused(500, 'failed');
    }
  }

  return {
    async knock(request) {
      const refuse = await refusal(request);
      if (refuse) return refuse;
      if (underway >= mostAtOnce) return refused(503, 'busy', { headers: { 'retry-after': '5' } });
      underway += 1;
      try {
        return await answered(request);
      } finally {
        underway -= 1;
      }
    },
    metrics: () => counts.text(),
  };
}

function bodyOf(bytes: Buffer): z.infer<typeof Body> | { error: string } {
  if (tooDeep(bytes, deepest)) return { error: `The body is nested deeper than ${deepest} levels.` };
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    // The caller learns that; what he sent is nothing to log.
    return { error: 'The body is no JSON.' };
  }
  const read = Body.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { error: `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is not understood'}`.slice(0, 300) };
}
