import type { Work } from '../../azure/access.ts';
import type { AzureConnection } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { Clock } from '../../model/clock.ts';

/** So long a person's groups may be remembered for a question that only reads. */
const keptMs = 5 * 60_000;
/** After a failure nobody asks again for this long, or for as long as the directory says, a minute at most. */
const pauseMs = 5_000;
const longestPauseMs = 60_000;
const mostPeople = 1_000;

/** Which of the config's groups a person is in. */
export interface Memberships {
  /** Throws UpstreamError. `fresh`: asked now, and not remembered from before. */
  of(objectId: string, options: { fresh: boolean }, work: Work): Promise<ReadonlySet<string>>;
}

/** The directory's answers about these groups, remembered for five minutes for those who only read. */
export function createMemberships(o: {
  connection: AzureConnection;
  clock: Clock;
  groups: readonly string[];
}): Memberships {
  const known = new Map<string, { memberOf: ReadonlySet<string>; at: number }>();
  let pause: { until: number; failure: UpstreamError } | undefined;

  async function read(objectId: string, { signal, log }: Work): Promise<ReadonlySet<string>> {
    const at = o.clock.now().getTime();
    if (pause && at < pause.until) throw pause.failure;
    try {
      const memberOf = new Set(await o.connection.until(signal, log).directory.groupsOf(objectId, o.groups));
      // A slow answer may be older than one that came meanwhile.
      if ((known.get(objectId)?.at ?? at) <= at) remember(objectId, { memberOf, at });
      return memberOf;
    } catch (error) {
      // That one question's time is over, or one person unknown, says nothing of the directory.
      if (error instanceof UpstreamError && error.reason !== 'not-found' && !signal.aborted) {
        const until = at + Math.min(Math.max(error.retryAfterMs ?? 0, pauseMs), longestPauseMs);
        pause = { until, failure: error };
      }
      throw error;
    }
  }

  function remember(objectId: string, answer: { memberOf: ReadonlySet<string>; at: number }): void {
    known.delete(objectId);
    known.set(objectId, answer);
    const [oldest] = known.size > mostPeople ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    async of(objectId, { fresh }, work) {
      const kept = known.get(objectId);
      const age = o.clock.now().getTime() - (kept?.at ?? Number.NEGATIVE_INFINITY);
      return !fresh && kept && age < keptMs ? kept.memberOf : read(objectId, work);
    },
  };
}
