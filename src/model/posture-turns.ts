import type { Standing } from './posture.ts';

/** From when on a check stood how. */
export interface Turn {
  at: number;
  standing: Standing;
}

/** So many of the newest turns of a check are kept. */
const mostTurns = 6;
const letters: Readonly<Record<Standing, string>> = { fail: 'f', unread: 'u', pass: 'p', 'not-applicable': 'n' };
const standings = new Map(Object.entries(letters).map(([standing, letter]) => [letter, standing as Standing]));

/** Turns in few letters, the newest last: "pm8x0 fm9a2" says when it passed and when it failed; times in base 36. */
export function writeTurns(turns: readonly Turn[]): string {
  return turns.map(({ at, standing }) => `${letters[standing]}${at.toString(36)}`).join(' ');
}

/** Reads what writeTurns wrote. */
export function readTurns(text: string | undefined): Turn[] {
  return (text ?? '').split(' ').flatMap((it) => {
    const standing = standings.get(it.slice(0, 1));
    return standing ? [{ standing, at: Number.parseInt(it.slice(1), 36) }] : [];
  });
}

/** The same with how it stands now; nothing is added where nothing turned. */
export function withTurn(turns: readonly Turn[], turn: Turn): Turn[] {
  if (turns.at(-1)?.standing === turn.standing) return [...turns];
  return [...turns, turn].slice(-mostTurns);
}

/** How it was last known to stand at that time; undefined where nobody had looked, or nobody could read it. */
export function standingAt(turns: readonly Turn[], at: number): Exclude<Standing, 'unread'> | undefined {
  const known = turns.findLast((it) => it.at <= at && it.standing !== 'unread');
  return known?.standing === 'unread' ? undefined : known?.standing;
}

/** Since when it stands as it does; a time in which nobody could read it does not interrupt that. */
export function sinceOf(turns: readonly Turn[]): number | undefined {
  const last = turns.at(-1);
  if (!last || last.standing === 'unread') return last?.at;
  let since = last.at;
  for (const { standing, at } of turns.toReversed().slice(1)) {
    if (standing === last.standing) since = at;
    else if (standing !== 'unread') break;
  }
  return since;
}

/** How it stands by the last of its written turns; read without making anything, for it is asked of very many. */
export function lastStanding(text: string): Standing | undefined {
  return standings.get(text.charAt(text.lastIndexOf(' ') + 1));
}

/** The same as standingAt for written turns; most have one turn, and are read without making a list. */
export function standingAtIn(text: string | undefined, at: number): ReturnType<typeof standingAt> {
  if (text === undefined) return undefined;
  if (text.includes(' ')) return standingAt(readTurns(text), at);
  const standing = lastStanding(text);
  return standing === 'unread' || Number.parseInt(text.slice(1), 36) > at ? undefined : standing;
}
