import { describe, expect, it } from 'vitest';
import { seriesChart } from '../../src/cards/series-chart.ts';
import type { Series } from '../../src/model/finding.ts';

const now = new Date('2026-11-25T03:00:00Z');
const minute = (m: number, value: number) => ({ at: new Date(now.getTime() - m * 60_000), value });
const memory = (points: { at: Date; value: number }[]): Series => ({
  title: 'Memory',
  unit: 'MiB',
  lines: [{ legend: 'working set', points }],
  threshold: { legend: 'limit', value: 256 },
});

describe('a chart of a series', () => {
  it('keeps the peak, however many points it leaves out', () => {
    const points = Array.from({ length: 1440 }, (_, i) => minute(i, i === 777 ? 255 : 100));

    const [chart] = seriesChart(memory(points), now);

    const drawn = chart?.data[1]?.values ?? [];
    expect(drawn.length).toBeLessThanOrEqual(24);
    expect(Math.max(...drawn.map(({ y }) => y))).toBe(255);
  });

  it('draws the limit over the whole time', () => {
    const [chart] = seriesChart(memory([minute(60, 1), minute(0, 2)]), now);

    expect(chart?.data[0]).toMatchObject({ legend: 'limit 256 MiB', color: 'attention' });
    expect(new Set(chart?.data[0]?.values.map(({ y }) => y))).toEqual(new Set([256]));
  });

  it('has labels on whole steps of the clock', () => {
    const points = Array.from({ length: 36 }, (_, i) => minute(i * 5, i));
    const labels = seriesChart(memory(points), now)[0]?.data[0]?.values.map(({ x }) => x) ?? [];

    expect(labels.slice(0, 3)).toEqual(['00:00', '00:10', '00:20']);
  });

  it('tells pods of one workload apart by their ends', () => {
    const lines = ['8c65f', 'g8thv'].map((end) => ({
      legend: `payments-api-8sxjj9dc6-${end}`,
      points: [minute(1, 1)],
    }));
    const [chart] = seriesChart({ title: 'Memory', unit: 'MiB', lines }, now);

    expect(chart?.numbers.map(({ legend }) => legend)).toEqual(['…8c65f', '…g8thv']);
  });

  it('has no label twice, even over days', () => {
    const points = Array.from({ length: 200 }, (_, i) => minute(i * 60, i));
    const labels = seriesChart(memory(points), now)[0]?.data[0]?.values.map(({ x }) => x) ?? [];

    expect(new Set(labels).size).toBe(labels.length);
  });

  it('says its numbers in words, in order of time whatever the order of its points', () => {
    const [chart] = seriesChart(memory([minute(0, 200), minute(30, 255), minute(60, 100)]), now);

    expect(chart?.numbers).toEqual([
      { legend: 'working set', text: 'highest 255 MiB at 02:30, last 200 MiB at 03:00 UTC' },
    ]);
  });

  it('counts moments that lie on the limit instead of drawing them over it', () => {
    const series = memory([minute(60, 100), minute(0, 255)]);
    const kills = { legend: 'OOM kill', points: [minute(50, 256), minute(20, 256)] };

    const [chart] = seriesChart(
      { ...series, lines: [...series.lines, kills], threshold: { legend: 'limit 256 MiB', value: 256 } },
      now,
    );

    expect(chart?.data.map(({ legend }) => legend)).toEqual(['limit 256 MiB', 'working set']);
    expect(chart?.numbers.slice(1)).toEqual([{ legend: 'OOM kills', text: '2, the last at 02:40 UTC' }]);
  });

  it('has its shape in characters for clients without charts', () => {
    const [chart] = seriesChart(memory([minute(2, 0), minute(1, 128), minute(0, 256)]), now);

    expect(chart?.shape[0]?.text).toBe('▁▅█');
  });

  it('is not drawn without a point', () => {
    expect(seriesChart(memory([]), now)).toEqual([]);
    expect(seriesChart(undefined, now)).toEqual([]);
  });
});
