import { describe, expect, it } from 'vitest';
import { body, cluster, instance, workspace } from './common-schema-body.ts';
import { readOne } from './read-with.ts';

const measured = (condition: object) => ({
  condition: { allOf: [{ metricName: 'node_cpu_usage_percentage', operator: 'GreaterThan', ...condition }] },
});
const resolved = { monitorCondition: 'Resolved', resolvedDateTime: '2026-11-29T09:50:00Z' };

describe('an alert of Azure Monitor', () => {
  it.each<[string, unknown, object]>([
    [
      'on a metric with a static threshold: target, dimension and what was measured',
      body(
        {},
        measured({
          threshold: '95',
          timeAggregation: 'Average',
          dimensions: [{ name: 'node', value: 'aks-user-1' }],
          metricValue: 97.5,
        }),
      ),
      {
        identity: instance.toLowerCase(),
        status: 'firing',
        severity: 'high',
        title: 'node-cpu: prod-weu',
        labels: { cluster: 'prod-weu', cluster_id: cluster, node: 'aks-user-1', severity: 'high' },
        annotations: { condition: 'Average of node_cpu_usage_percentage GreaterThan 95: 97.5', alert_id: instance },
        startsAt: new Date('2026-11-29T09:30:00.123Z'),
      },
    ],
    [
      'on a metric with a dynamic threshold, its numbers as numbers',
      body({}, measured({ threshold: 95, alertSensitivity: 'High', metricValue: '97.5', dimensions: [] })),
      { annotations: { condition: 'node_cpu_usage_percentage GreaterThan 95 (dynamic, sensitivity High): 97.5' } },
    ],
    [
      'that is over, under the same identity',
      body({ ...resolved, alertId: instance.toLowerCase() }, measured({ threshold: '95' })),
      { identity: instance.toLowerCase(), status: 'resolved', endsAt: new Date('2026-11-29T09:50:00Z') },
    ],
    [
      'on the rows of a query (log v2)',
      body(
        { monitoringService: 'Log Alerts V2', signalType: 'Log', alertTargetIDs: [workspace], configurationItems: [] },
        {
          conditionType: 'LogQueryCriteria',
          condition: {
            allOf: [
              {
                searchQuery: 'KubePodInventory | where PodStatus == "Failed"',
                dimensions: [
                  { name: 'Namespace', value: 'payments' },
                  { name: 'ControllerName', value: 'payments-api' },
                  { name: '_ResourceId', value: cluster.toUpperCase() },
                ],
                operator: 'GreaterThan',
                threshold: '0',
                timeAggregation: 'Count',
                metricValue: 3,
                linkToFilteredSearchResultsUI: 'https://portal.azure.com/#rows',
              },
            ],
          },
        },
      ),
      {
        labels: {
          namespace: 'payments',
          workload: 'payments-api',
          cluster_id: cluster,
          ControllerName: 'payments-api',
        },
        annotations: { condition: 'Count of rows GreaterThan 0: 3', rows: 'https://portal.azure.com/#rows' },
      },
    ],
    [
      'on the rows of a query (log v1)',
      body(
        { monitoringService: 'Log Analytics', signalType: 'Log' },
        {
          SearchQuery: 'Perf',
          ResultCount: 2,
          Operator: 'Less Than',
          Threshold: 10,
          Dimensions: [{ name: 'Computer', value: 'aks-user-1' }],
          LinkToSearchResults: 'https://portal.azure.com/#rows',
        },
      ),
      { labels: { node: 'aks-user-1' }, annotations: { query: 'Perf', condition: 'rows Less Than 10: 2' } },
    ],
    [
      'of a Prometheus rule: its own severity and cluster, though it fired on a workspace',
      body(
        { monitoringService: 'Prometheus', alertRule: 'kube/PodCrash', severity: 'Sev4', alertTargetIDs: [workspace] },
        {
          expression: 'x > 0',
          expressionValue: '12.7m',
          labels: {
            cluster: 'prod-weu',
            namespace: 'payments',
            deployment: 'api',
            severity: 'critical',
            'microsoft.resourceid': cluster,
          },
          annotations: { summary: 'api crashes', runbook_url: 'https://runbooks.example.com/1' },
          ruleGroup: `${cluster}/kube`,
        },
      ),
      {
        severity: 'critical',
        title: 'api crashes',
        labels: {
          alertname: 'PodCrash',
          rule_group: 'kube',
          cluster_id: cluster,
          workload: 'api',
          severity: 'critical',
        },
        annotations: { value: '12.7m', runbook_url: 'https://runbooks.example.com/1' },
      },
    ],
    [
      'of a query-based rule whose dimensions are an object',
      body(
        {},
        measured({ threshold: 0, dimensions: { cluster: 'prod-weu', container: 'api', controller: 'payments' } }),
      ),
      { labels: { container: 'api', workload: 'payments', cluster: 'prod-weu' } },
    ],
    [
      'with custom properties, which are labels when they are short',
      body({}, {}, { customProperties: { team: 'payments', story: 'x'.repeat(400) } }),
      { labels: { team: 'payments' } },
    ],
    ['without custom properties', body({}, {}, { customProperties: null }), { title: 'node-cpu: prod-weu' }],
    ['without a context', body({}, null), { title: 'node-cpu: prod-weu', severity: 'high' }],
  ])('%s', (_, sent, wanted) => {
    const alert = readOne('azure-monitor', sent);

    expect(alert).toMatchObject(wanted);
    expect(alert.raw).toBe(sent);
  });

  it.each<[string, unknown, RegExp]>([
    ['another schema', { schemaId: 'x', data: { context: {} } }, /common alert schema/],
    ['no alert id', body({ alertId: 7 }), /data\.essentials, alertId: .*expected string/],
    ['no object', [1], /common alert schema/],
  ])('is refused with the reason: %s', (_, sent, reason) => {
    expect(() => readOne('azure-monitor', sent)).toThrow(reason);
  });

  it('links to nothing but https', () => {
    const link = (investigationLink: unknown) => readOne('azure-monitor', body({ investigationLink })).link;

    expect(link('https://portal.azure.com/#x')).toBe('https://portal.azure.com/#x');
    for (const bad of ['javascript:alert(1)', 'http://evil', 'https://a:b@evil', 7])
      expect(link(bad)).toMatch(/^https:\/\/portal\.azure\.com\/#view\/Microsoft_Azure_Monitoring_Alerts/);
  });
});
