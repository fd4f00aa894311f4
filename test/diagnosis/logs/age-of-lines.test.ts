import { expect, it } from 'vitest';
import { complaintsIn } from '../../../src/diagnosis/logs/complaints.ts';
import { isFresh } from '../../../src/diagnosis/logs/is-fresh.ts';
import { sureness, tellingLines } from '../../../src/diagnosis/logs/telling-lines.ts';
import { quoteLine } from '../../../src/diagnosis/quote.ts';
import { app, clusterOf, type Facts, logOf } from '../cluster.ts';
import { minutesAgo, now } from '../given.ts';

const line = 'dial tcp: connect: connection refused';

function written(...times: (number | undefined)[]): Facts {
  const log = logOf(
    'web-1a2b3c-0',
    times.map(() => line),
  );
  const at = times.map((minutes) => (minutes === undefined ? undefined : minutesAgo(minutes)));
  return { containerLogs: (log.containerLogs ?? []).map((it) => ({ ...it, times: at })) };
}

it.each<[what: string, times: (number | undefined)[], isYoung: boolean]>([
  ['that the node noted just now', [50, 1], true],
  ['that the node noted an hour ago', [61, 60], false],
  ['of which nobody knows when', [undefined], true],
])('a line without a time of its own %s has that age', (_, times, isYoung) => {
  const evidence = clusterOf(app('web'), written(...times));

  const [complaint] = complaintsIn(evidence);

  expect(complaint && isFresh(complaint, now)).toBe(isYoung);
  expect(tellingLines(evidence, /refused/, now)).toHaveLength(isYoung ? 1 : 0);
});

it('a line that the node noted of late says more than one of which nobody knows when', () => {
  const sure = (time: number | undefined) =>
    tellingLines(clusterOf(app('web'), written(time)), /refused/, now).map((it) => sureness(it, 0.9));

  expect([...sure(1), ...sure(undefined)]).toEqual([0.55, 0.25]);
});

it('a quote has the age of the last line that says so', () => {
  const [log] = written(30, 2).containerLogs ?? [];

  expect(log && quoteLine(line, log).at).toEqual(minutesAgo(2));
});
