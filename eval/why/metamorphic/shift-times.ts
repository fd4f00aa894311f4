const days = 123;
const seconds = days * 86_400 + 4_567;
/** A day and a time of it, with or without a zone behind them; the fraction of a second stays as it is. */
const stamp = /\b(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?!\d)/g;

/** A text whose times are all some months later, each in its own form; what is no time of any calendar stays. */
export function shiftTimes(text: string): string {
  return text.replace(stamp, (whole, day: string, between: string, time: string) => {
    const at = Date.parse(`${day}T${time}Z`);
    if (Number.isNaN(at)) return whole;
    const [newDay, newTime] = new Date(at + seconds * 1_000).toISOString().slice(0, 19).split('T');
    return `${newDay}${between}${newTime}`;
  });
}
