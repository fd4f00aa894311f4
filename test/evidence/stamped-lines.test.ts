import { expect, it } from 'vitest';
import { stampedLines } from '../../src/evidence/kubernetes/stamped-lines.ts';

const at = (time: string) => new Date(time);

it.each<[what: string, text: string, lines: string[], times: (Date | undefined)[]]>([
  ['nine digits', '2026-03-05T09:10:11.123456789Z up\n', ['up'], [at('2026-03-05T09:10:11.123Z')]],
  ['no fraction, a zone', '2026-03-05T09:10:11+01:00 up', ['up'], [at('2026-03-05T08:10:11Z')]],
  [
    'a time of its own behind it',
    '2026-03-05T09:10:11.5Z 2026-03-05T09:00:00Z  warn x\r\n',
    ['2026-03-05T09:00:00Z  warn x'],
    [at('2026-03-05T09:10:11.5Z')],
  ],
  ['nothing behind it', '2026-03-05T09:10:11Z \n2026-03-05T09:10:12Z\n', [], []],
  [
    'a line that was cut, and one without',
    '10:11Z half\n\n  at x.y(z)\n',
    ['10:11Z half', '  at x.y(z)'],
    [undefined, undefined],
  ],
  ['no day of any calendar', '2026-99-05T09:10:11Z up', ['up'], [undefined]],
])('a line is told from its stamp: %s', (_, text, lines, times) => {
  expect(stampedLines(text)).toEqual({ lines, times });
});
