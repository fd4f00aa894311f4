import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { MetricAlert, PrometheusAlert } from '../../src/model/baseline-alert.ts';
import { baselineFor, baselineTypes } from '../../src/monitoring/baseline/baseline-for.ts';
import { compareBaseline } from '../../src/monitoring/baseline/compare-baseline.ts';
import { publishedBaseline } from '../../src/monitoring/baseline/published-baseline.ts';
import { type RuleTarget, rulesIn } from '../../src/monitoring/baseline/rule-rows.ts';
import { sameExpression } from '../../src/monitoring/baseline/same-expression.ts';
import { metricAlertBody, prometheusRule, ruleGroup } from '../../src/remediation/monitor-rules/rule-bodies.ts';

const cluster = 'Microsoft.ContainerService/managedClusters';
const group = '/subscriptions/s/resourceGroups/rg';
const account = { id: `${group}/providers/microsoft.monitor/accounts/a`, location: 'westeurope' };
const ours = baselineFor(cluster);
const prometheus = ours.filter((it) => it.kind === 'prometheus');
const metrics = ours.filter((it) => it.kind === 'metric');

const targetOf = (type: string): RuleTarget => ({
  ...{ id: `${group}/providers/${type}/it`, name: 'it', type, accountId: account.id },
});
const made = ({ id, name }: RuleTarget) => ({ id, name, location: 'westeurope', actionGroups: [] });
const row = (type: string, properties: unknown) => ({
  id: `${group}/providers/${type}/rule`,
  name: 'rule',
  type,
  properties,
});
const metricRow = (alert: MetricAlert, target: RuleTarget, more: object = {}) =>
  row('microsoft.insights/metricalerts', { ...metricAlertBody(alert, made(target)).properties, ...more });
const groupRow = (alerts: PrometheusAlert[], target: RuleTarget, more: object = {}) =>
  row('microsoft.alertsmanagement/prometheusrulegroups', {
    ...ruleGroup(
      account,
      made(target),
      'pod',
      alerts.map((it) => prometheusRule(it, made(target))),
    ).properties,
    ...more,
  });
const states = (alerts: MetricAlert[], rows: ReturnType<typeof row>[], target: RuleTarget) =>
  compareBaseline(
    alerts,
    rows.flatMap((it) => rulesIn(it, target) ?? []),
  ).map(({ state }) => state);

const tsv = resolve(import.meta.dirname, '../../../shared/azure/alerts/prometheus-recommended-alert-rules.tsv');
const noTsv = !existsSync(tsv);
const folder = resolve(import.meta.dirname, '../../../shared/eval/baseline-alerts');
const noFiles = !existsSync(folder);
const files = noFiles
  ? []
  : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.yaml'));

describe.skipIf(noTsv)(`the rules of Prometheus${noTsv ? ' (skipped: ../shared/azure is not here)' : ''}`, () => {
  it('are the published ones, by name, expression, severity and time', () => {
    const [, ...lines] = readFileSync(tsv, 'utf8').trim().split('\n');
    const published = lines.map((line) => {
      const [level = '', name, severity, time = '', expression = ''] = line.split('\t');
      const squeezed = expression.replaceAll(/\s+/g, ' ').trim();
      return [
        /'-(\w+)-level'/.exec(level)?.[1]?.toLowerCase(),
        name,
        Number(severity),
        Number(/\d+/.exec(time)),
        squeezed,
      ];
    });

    expect(prometheus.map((it) => [it.level, it.name, it.severity, it.forMinutes, it.expression])).toEqual(published);
  });
});

describe.skipIf(noFiles)(`published baselines${noFiles ? ' (skipped: ../shared/eval is not here)' : ''}`, () => {
  it.each(files)('%s: each alert is known when a rule has it, and nothing else is taken for it', (file) => {
    const alerts = publishedBaseline.parse(parse(readFileSync(join(folder, file), 'utf8')));
    const target = targetOf(alerts[0]?.namespace ?? '');
    const all = alerts.map((it) => metricRow(it, target));
    const others = alerts.map((it) => metricRow({ ...it, metric: `${it.metric}Other` }, target));

    expect(Object.keys(baselineTypes)).toContain(target.type.toLowerCase());
    expect(new Set(states(alerts, all, target))).toEqual(new Set(['present']));
    expect(new Set(states(alerts, others, target))).toEqual(new Set(['missing']));
    for (const [n, alert] of alerts.entries()) {
      const off = metricRow(alert, target, { enabled: false });
      const without = all.filter((_, m) => m !== n);
      expect([alert.name, states(alerts, [...without, off], target)[n]]).toEqual([alert.name, 'disabled']);
      expect([alert.name, states(alerts, without, target)[n]]).toEqual([alert.name, 'missing']);
    }
  });
});

describe('the baseline', () => {
  const target = targetOf(cluster);
  const [first] = prometheus;
  const [cpu] = metrics;
  if (!first || !cpu) throw new Error('there is no baseline');

  it('is there for every kind of resource that has one, each alert under a name of its own', () => {
    for (const type of Object.keys(baselineTypes)) {
      const names = baselineFor(type).map(({ name }) => name);
      expect([type, names.length > 0, names.length - new Set(names).size]).toEqual([type, true, 0]);
    }
  });

  it.each([
    [
      'by its expression, whatever its name',
      { alert: 'Mine', expression: `( ${first.expression}\n)`.slice(1, -1) },
      'present',
    ],
    ['by its name with another expression', { alert: first.name, expression: 'up == 0' }, 'differs'],
    ['switched off', { alert: first.name, expression: first.expression, enabled: false }, 'disabled'],
    ['as a recording rule of the same text', { record: 'x', expression: first.expression }, 'missing'],
    ['not at all', { alert: 'Other', expression: 'up == 0' }, 'missing'],
  ])('finds a rule of Prometheus %s', (_, rule, state) => {
    const rows = [groupRow([], target, { rules: [rule] })];

    const found = compareBaseline(
      [first],
      rows.flatMap((it) => rulesIn(it, target) ?? []),
    );

    expect(found.map((it) => it.state)).toEqual([state]);
  });

  it.each<[string, object, number | undefined]>([
    ['that names the cluster', {}, 1],
    ['of the workspace, for every cluster', { scopes: [account.id], clusterName: undefined }, 1],
    ['of the workspace, that names it', { scopes: [account.id.toUpperCase()], clusterName: 'IT' }, 1],
    ['of the workspace, for another cluster', { scopes: [account.id], clusterName: 'other' }, 0],
    ['of another workspace', { scopes: [`${account.id}2`], clusterName: undefined }, 0],
    ['that is switched off as a whole', { enabled: false }, 1],
    ['of a shape that nobody knows', { rules: [{ alert: 'x' }] }, undefined],
  ])('reads a group %s', (_, more, count) => {
    expect(rulesIn(groupRow([first], target, more), target)?.length).toBe(count);
  });

  it.each<[string, object, string]>([
    ['another threshold', { criteria: { allOf: [{ ...criterion(cpu), threshold: 90 }] } }, '90 instead of 95'],
    [
      'a learned one',
      { criteria: { allOf: [{ ...criterion(cpu), criterionType: 'DynamicThresholdCriterion', threshold: null }] } },
      'a learned threshold instead of 95',
    ],
    [
      'another aggregation',
      { criteria: { allOf: [{ ...criterion(cpu), timeAggregation: 'Maximum' }] } },
      'Maximum instead of Average',
    ],
    ['another window', { windowSize: 'PT1H' }, 'over 60 min instead of 5'],
  ])('says what a rule sets otherwise: %s', (_, more, difference) => {
    const rules = rulesIn(metricRow(cpu, target, more), target) ?? [];

    expect(compareBaseline([cpu], rules)[0]).toMatchObject({ state: 'differs', difference });
  });

  it('takes the rule of a whole subscription for its type, and none over another resource', () => {
    const wide = { scopes: ['/subscriptions/S'], targetResourceType: cluster.toLowerCase() };

    expect(states([cpu], [metricRow(cpu, target, wide)], target)).toEqual(['present']);
    expect(states([cpu], [metricRow(cpu, target, { ...wide, targetResourceType: 'x/y' })], target)).toEqual([
      'missing',
    ]);
    expect(states([cpu], [metricRow(cpu, target, { scopes: [`${target.id}2`] })], target)).toEqual(['missing']);
  });

  it('does not let one rule stand for two alerts, nor one without the dimension for one with it', () => {
    const second = { ...cpu, name: 'second', threshold: { kind: 'static' as const, value: 50 } };
    const failed = metrics.find(({ dimensions }) => dimensions.length > 0);
    if (!failed) throw new Error('no alert has a dimension');

    expect(states([second, cpu], [metricRow(cpu, target)], target)).toEqual(['missing', 'present']);
    expect(states([failed], [metricRow({ ...failed, dimensions: [] }, target)], target)).toEqual(['missing']);
  });

  it.each([
    ['a{x="1",y="2"} > 0', 'a{ y="2", x="1" }>0', true],
    ["sum by (a)(b{c='d'})", 'sum by(a) (b{c="d"})', true],
    ['a{x="1 2"}', 'a{x="12"}', false],
    ['a and b', 'aandb', false],
    ['a > 1', 'a > 2', false],
  ])('says of %s and %s whether they ask the same', (a, b, same) => {
    expect(sameExpression(a, b)).toBe(same);
  });
});

function criterion(alert: MetricAlert): object {
  return metricAlertBody(alert, made(targetOf(cluster))).properties.criteria.allOf[0] ?? {};
}
