import { parseDuration, printDuration } from '../../../model/time/duration.ts';
import type { Taken } from './numbers-said.ts';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const unit = '(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])|(s|m|h|d|w)(?=\\d)';
const part = new RegExp(`^(\\d{1,6}(?:\\.\\d{1,2})?)\\s*(?:${unit})`, 'i');
const oneUnit = /^(half an|an?|one)\s+(minute|hour|day|week)\b/i;
const announced = /^(?:for|during)\s+(?:the next\s+)?/i;
const clock =
  /^(?:until|till|til)\s+(?:(today|tomorrow)\s+(?:at\s+)?|(\d{4}-\d\d-\d\d)[T\s]+)?([01]?\d|2[0-3])(?::([0-5]\d))?\s?(am|pm)?(?:\s?(utc|z)\b)?(?![\w:])/i;

/** "2h", "for 2 hours", "an hour": as Prometheus writes it; "until 06:00", "until tomorrow 6 am UTC": "until 06:00". */
export function timeSaid(text: string): Taken<string> | undefined {
  return untilSaid(text) ?? lengthSaid(text);
}

/** The first time that stands after other words: "foo 2h", "a deploy, until 06:00"; `rest` is what stands around it. */
export function timeWithin(text: string): Taken<string> | undefined {
  for (const { index } of text.matchAll(/(?<=[\s,;:])(?=\w)/g)) {
    const taken = timeSaid(text.slice(index));
    if (!taken || /^[\w-]/.test(taken.rest)) continue;
    const [before, after] = [text.slice(0, index).trimEnd(), taken.rest.trimStart()];
    return { value: taken.value, rest: `${before}${/^[,.;:]/.test(after) ? '' : ' '}${after}`.trim() };
  }
  return undefined;
}

function lengthSaid(text: string): Taken<string> | undefined {
  let rest = text.replace(announced, '');
  const single = oneUnit.exec(rest);
  let ms = single ? (units[single[2]?.charAt(0).toLowerCase() ?? ''] ?? 0) : 0;
  if (single) {
    rest = rest.slice(single[0].length);
    if (/^half/i.test(single[0])) ms /= 2;
  }
  for (let said = single ? null : part.exec(rest); said; said = part.exec(rest)) {
    ms += Number(said[1]) * (units[(said[2] ?? said[3] ?? '').charAt(0).toLowerCase()] ?? 0);
    const after = rest.slice(said[0].length);
    rest = part.test(after.replace(/^\s*(?:and\s+)?/i, '')) ? after.replace(/^\s*(?:and\s+)?/i, '') : after;
  }
  const value = printDuration(ms);
  return ms >= 1_000 && parseDuration(value) !== undefined ? { value, rest } : undefined;
}

function untilSaid(text: string): Taken<string> | undefined {
  const said = clock.exec(text);
  if (!said) return undefined;
  const [whole, day, date, hour = '', minute, half, zone] = said;
  // "until 6" may be anything: six in the morning, in the evening, six hours.
  if (minute === undefined && half === undefined) return undefined;
  const twelve = Number(hour);
  if (half !== undefined && (twelve < 1 || twelve > 12)) return undefined;
  const hours = half === undefined ? twelve : (twelve % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const at = `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
  const on = date ?? (day?.toLowerCase() === 'tomorrow' ? 'tomorrow' : undefined);
  const value = ['until', ...(on ? [on] : []), at, ...(zone ? ['UTC'] : [])].join(' ');
  return { value, rest: text.slice(whole.length) };
}
