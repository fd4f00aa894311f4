import { UserError } from '../../errors.ts';
import type { IncidentsConfig } from '../../incidents/incidents-config.ts';
import { routeOf } from '../../incidents/pipeline/route-of.ts';
import { parseDuration } from '../../model/time/duration.ts';
import { dateNumber, dateOfNumber, instantOf, type LocalDate, localTime } from '../../model/time/zoned-time.ts';
import type { StoredIncident } from '../../store/incidents.ts';

/** An end, and how it is said: "30 Nov 06:00 Europe/Berlin". */
export interface End {
  at: Date;
  words: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const until = /^until (?:(tomorrow|\d{4}-\d\d-\d\d) )?(\d\d):(\d\d)( UTC)?$/;

/** When a time that was said is over; a clock time is the next one of it, by the zone's clock. Throws UserError. */
export function endOf(time: string, zone: string, now: Date): End {
  const said = until.exec(time);
  if (said) {
    const [, day, hour, minute, utc] = said;
    const own = utc ? 'UTC' : zone;
    const at = clockTime(day, Number(hour) * 60 + Number(minute), own, now);
    return { at, words: inZone(at, own) };
  }
  const ms = parseDuration(time);
  if (ms === undefined || ms === 0) throw new UserError(`"${time}" is no time: say 2h, 30m, or until 06:00.`);
  const at = new Date(now.getTime() + ms);
  return { at, words: inZone(at, zone) };
}

/** The time zone of who is on call: of the incident's rota, else of every rota there is; UTC where they differ. */
export function zoneOf({ rotas, route }: IncidentsConfig, incident?: StoredIncident): string {
  const { mention } = incident ? routeOf(incident, { route }) : route;
  const own = mention === undefined ? undefined : rotas.get(mention)?.location;
  const all = new Set([...rotas.values()].map(({ location }) => location));
  return own ?? (all.size === 1 ? [...all][0] : undefined) ?? 'UTC';
}

/** A time as a clock of the zone shows it, with the zone. */
export function inZone(at: Date, zone: string): string {
  const { month, day, minute } = localTime(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day} ${months[month - 1]} ${two(Math.floor(minute / 60))}:${two(minute % 60)} ${zone}`;
}

function clockTime(day: string | undefined, minute: number, zone: string, now: Date): Date {
  const today = dateNumber(localTime(now, zone));
  if (day !== undefined && day !== 'tomorrow') return instantOf(dateIn(day), minute, zone);
  const first = instantOf(dateOfNumber(day === 'tomorrow' ? today + 1 : today), minute, zone);
  return first > now ? first : instantOf(dateOfNumber(today + 1), minute, zone);
}

function dateIn(text: string): LocalDate {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = dateOfNumber(dateNumber({ year, month, day }));
  if (date.month !== month || date.day !== day) throw new UserError(`"${text}" is no day: write it as 2026-11-30.`);
  return date;
}
