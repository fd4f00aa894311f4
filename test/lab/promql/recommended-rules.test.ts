import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelValue } from '../../../src/lab/promql/labels.ts';
import { queryAt } from '../../../src/lab/promql/query.ts';
import type { Value } from '../../../src/lab/promql/series.ts';
import { worldSeries } from '../../../src/lab/world/metrics/series-source.ts';
import { createWorld } from '../../../src/lab/world/world.ts';

const file = resolve(import.meta.dirname, '../../../../shared/azure/alerts/prometheus-recommended-alert-rules.tsv');
const rules = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map((cells) => ({ name: cells[1] ?? '', expression: cells[4] ?? '' }))
      .filter((rule) => rule.expression !== '')
  : [];
const now = new Date('2026-11-25T12:00:30Z');
const world = createWorld({ now });

function evaluate(expression: string): Value {
  return queryAt({ text: expression, at: now.getTime(), source: worldSeries(world, world.clusters, now) });
}

const fires = (name: string): string[] => {
  const value = evaluate(rules.find((it) => it.name === name)?.expression ?? '');
  return value.type === 'vector'
    ? value.points.map((it) => `${labelValue(it.labels, 'namespace')}/${labelValue(it.labels, 'container')}`)
    : [];
};

describe.skipIf(rules.length === 0)('the alert rules that Azure recommends', () => {
  it.each(rules)('compute: $name', ({ expression }) => {
    expect(evaluate(expression).type).toBe('vector');
  });

  it('fire for the container that is killed for its memory, and for that alone', () => {
    expect(new Set(fires('KubeContainerOOMKilledCount'))).toEqual(new Set(['payments/api']));
    expect(new Set(fires('KubePodContainerRestart'))).toEqual(new Set(['payments/api']));
  });

  it('do not fire for a quiet node', () => {
    expect(fires('KubeNodeReadinessFlapping')).toEqual([]);
  });
});
