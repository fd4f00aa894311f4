/** As the kubelet writes it before each line: RFC 3339 with up to nine digits of a second, then a space. */
const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/** Lines as the container wrote them, oldest first, and when it did: undefined for a line without a stamp. */
export interface StampedLines {
  lines: string[];
  times: (Date | undefined)[];
}

/** Takes the stamps off a log that was asked for with times, and the lines that are empty without them out of it. */
export function stampedLines(text: string): StampedLines {
  const read: StampedLines = { lines: [], times: [] };
  for (const written of text.split(/\r?\n/)) {
    const found = stamp.exec(written);
    const line = found ? written.slice(found[0].length) : written;
    if (line === '') continue;
    read.lines.push(line);
    read.times.push(found ? timeOf(found) : undefined);
  }
  return read;
}

/** A Date has milliseconds; the rest of the fraction is cut, since not every engine reads nine digits. */
function timeOf([, time, fraction = '0', zone]: RegExpExecArray): Date | undefined {
  const at = new Date(`${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
