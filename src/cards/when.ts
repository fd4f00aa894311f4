const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How long ago, in the largest unit that says enough: "just now", "4 min ago", "3 h ago", "12 days ago". */
export function ago(at: Date, now: Date): string {
  const past = now.getTime() - at.getTime();
  return past < 10_000 ? 'just now' : `${duration(past)} ago`;
}

/** A length of time in milliseconds, in one unit: "40 s", "4 min", "3 h", "12 days". */
export function duration(ms: number): string {
  if (ms < minute) return `${Math.round(ms / 1000)} s`;
  if (ms < 90 * minute) return `${Math.round(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return `${Math.round(ms / day)} days`;
}

/** Time of day in UTC ("03:04"), with the date when that is another day than now's ("24 Nov 03:04"). */
export function clockTime(at: Date, now: Date): string {
  const time = `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;
  return dayOf(at) === dayOf(now) ? time : `${dayAndMonth(at)} ${time}`;
}

/** What a card that is edited says of its age, with the day that its other times leave out: "As of 25 Nov 03:04 UTC". */
export function asOf(now: Date): string {
  return `As of ${dayAndMonth(now)} ${clockTime(now, now)} UTC`;
}

/** "24 Nov", with the year when it is not the current one ("24 Nov 2025"). */
export function date(at: Date, now: Date): string {
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${at.getUTCFullYear()}`;
  return `${dayAndMonth(at)}${year}`;
}

function dayAndMonth(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / day);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
