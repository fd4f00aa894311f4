const duration = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A span in ISO 8601: a duration up to now, or two of start, end and duration; undefined for anything else. */
export function parseTimespan(text: string, now: Date): { from: Date; to: Date } | undefined {
  const [first = '', second] = text.split('/');
  const firstMs = durationMs(first);
  if (second === undefined)
    return firstMs === undefined ? undefined : { from: new Date(now.getTime() - firstMs), to: now };
  const secondMs = durationMs(second);
  const from = firstMs === undefined ? new Date(first) : new Date(new Date(second).getTime() - firstMs);
  const to = secondMs === undefined ? new Date(second) : new Date(from.getTime() + secondMs);
  return Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) ? undefined : { from, to };
}

function durationMs(text: string): number | undefined {
  const parts = duration.exec(text);
  if (!parts || text === 'P' || text.endsWith('T')) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}
