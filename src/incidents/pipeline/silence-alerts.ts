import { UserError } from '../../errors.ts';
import type { Actor } from '../../model/actor.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { SilenceRow } from '../../store/silences.ts';
import type { Writing } from '../../store/writing.ts';
import { type Matcher, matchesAll, printMatchers } from '../matcher.ts';
import { parseMatchers } from '../parse-matchers.ts';
import { silenceFault, silenceRefusal } from '../silence.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { showIncident } from './show-incident.ts';

/** The longest silence; what nobody wants to hear of for longer is no alert. */
const longestMs = 90 * 24 * 3_600_000;
/** So many silences count at once: each alert of an incident is held against all of them. */
const mostSilences = 500;
/** So many open incidents are looked at again at once; the others see it at their next tick. */
const mostWoken = 200;

/** A silence that somebody wants. */
export interface WantedSilence {
  matchers: readonly Matcher[];
  endsAt: Date;
  comment: string;
  /** The incident whose alerts are meant: its story tells of it. */
  of?: number;
}

/** Silences alerts, and has the incidents looked at again that it may mute; answers its number. Throws UserError. */
export async function silenceAlerts(
  pipeline: Pipeline,
  { matchers, endsAt, comment, of }: WantedSilence,
  actor: Actor,
): Promise<number> {
  const now = pipeline.clock.now();
  const fault = silenceFault({ matchers, startsAt: now, endsAt }, now);
  if (fault) throw new UserError(silenceRefusal(fault));
  const written = printMatchers(matchers);
  if (!canBeRead(written)) {
    throw new UserError(
      'These labels are too many, or too long, for one silence. Name those that matter, such as: silence namespace="shop" 2h.',
    );
  }
  if (endsAt.getTime() - now.getTime() > longestMs) throw new UserError('A silence may last 90 days at most.');
  const by = { objectId: actor.objectId, name: actor.name };
  const id = await pipeline.store.together(now, async (writing) => {
    if ((await writing.silencesAt(now)).length >= mostSilences) {
      throw new UserError(`${mostSilences} silences count already, and no more can. To end one, say: silences.`);
    }
    const silence = { matchers: written, startsAt: now, endsAt, comment };
    const number = await writing.addSilence({ ...silence, byObjectId: by.objectId, byName: by.name });
    const incident = of === undefined ? undefined : await writing.incidentToChange(of);
    const text = `Silenced until ${endsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC (silence ${number}).`;
    if (incident) {
      await showIncident(incident, [{ at: now, kind: 'silenced', actor: by, text }], { writing, pipeline, now });
    }
    await lookAgain(matchers, writing, now);
    return number;
  });
  pipeline.wake();
  return id;
}

/** A silence is read whenever an incident is looked at, so one that cannot be read would keep all of them from being told. */
function canBeRead(written: string): boolean {
  try {
    return parseMatchers(written).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Ends a silence before its time; false when it is over already. */
export async function unsilence(pipeline: Pipeline, { id, matchers }: SilenceRow): Promise<boolean> {
  const now = pipeline.clock.now();
  const ended = await pipeline.store.together(now, async (writing) => {
    const isEnded = await writing.endSilence(id, now);
    if (isEnded) await lookAgain(parseMatchers(matchers), writing, now);
    return isEnded;
  });
  pipeline.wake();
  return ended;
}

async function lookAgain(matchers: readonly Matcher[], writing: Writing, now: Date): Promise<void> {
  for (const incident of await writing.newestOf({ which: 'open', limit: mostWoken })) {
    if (!mayConcern(matchers, incident)) continue;
    const { number } = incident;
    // An incident that nobody was told of yet waits for its group_wait all the same.
    if (!incident.toldAt) continue;
    await writing.enqueue({ task: tasks.tell, key: String(number), payload: { number }, runAt: now });
  }
}

/** By the labels that all its alerts share: the others may say anything. */
function mayConcern(matchers: readonly Matcher[], { labels }: StoredIncident): boolean {
  return matchesAll(
    matchers.filter(({ name }) => Object.hasOwn(labels, name)),
    labels,
  );
}
