import type { Sample } from './sample.ts';

const card = (sample: string, ...body: Record<string, unknown>[]): Sample => ({
  card: 'elements',
  sample,
  make: () => ({
    template: 'elements',
    summary: `What Teams draws by itself: ${sample}`,
    json: { type: 'AdaptiveCard', version: '1.5', body },
  }),
});
const words = (text: string) => ({ fallback: { type: 'TextBlock', text, wrap: true } });

/** Every element that Teams draws beyond the Adaptive Card schema and that no other sample shows. */
export const elementSamples: Sample[] = [
  card('gauge', {
    type: 'Chart.Gauge',
    title: 'CPU of prod-weu',
    showTitle: true,
    value: 71,
    min: 0,
    max: 100,
    subLabel: 'of what can be allocated',
    segments: [
      { legend: 'Good', size: 60, color: 'good' },
      { legend: 'Busy', size: 25, color: 'warning' },
      { legend: 'Full', size: 15, color: 'attention' },
    ],
    ...words('CPU of prod-weu: 71 %, busy'),
  }),
  card('gauge as a fraction', {
    type: 'Chart.Gauge',
    title: 'Ready nodes',
    value: 5,
    max: 6,
    valueFormat: 'Fraction',
    subLabel: 'nodes are ready',
    ...words('5 of 6 nodes are ready'),
  }),
  card('horizontal bars', {
    type: 'Chart.HorizontalBar',
    title: 'Restarts in 24 hours',
    showTitle: true,
    data: [
      { x: 'payments-api / api', y: 21, color: 'attention' },
      { x: 'catalog-search-with-a-rather-long-name / catalog-search', y: 8, color: 'warning' },
      { x: 'ledger / ledger', y: 1 },
    ],
    ...words('Restarts: payments-api 21, catalog-search 8, ledger 1'),
  }),
  card('parts of a whole', {
    type: 'Chart.HorizontalBar',
    title: 'Pods by namespace',
    showTitle: true,
    displayMode: 'PartToWhole',
    data: [
      { x: 'shop', y: 24 },
      { x: 'payments', y: 12 },
      { x: 'analytics', y: 4 },
    ],
    ...words('Pods: shop 24, payments 12, analytics 4'),
  }),
  card('stacked horizontal bars', {
    type: 'Chart.HorizontalBar.Stacked',
    title: 'Findings by image',
    showTitle: true,
    data: [
      {
        title: 'payments-api:1.8',
        data: [
          { legend: 'Critical', value: 2, color: 'attention' },
          { legend: 'High', value: 9, color: 'warning' },
          { legend: 'Medium', value: 14, color: 'neutral' },
        ],
      },
      {
        title: 'storefront:5.2.0',
        data: [
          { legend: 'High', value: 3, color: 'warning' },
          { legend: 'Medium', value: 5, color: 'neutral' },
        ],
      },
    ],
    ...words('payments-api:1.8: 2 critical, 9 high, 14 medium. storefront:5.2.0: 3 high, 5 medium'),
  }),
  ...[false, true].map((stacked) =>
    card(stacked ? 'stacked bars' : 'grouped bars', {
      type: 'Chart.VerticalBar.Grouped',
      title: 'Pods by state',
      showTitle: true,
      stacked,
      showBarValues: true,
      data: [
        { legend: 'Running', color: 'good', values: podsAt(48, 47, 44) },
        { legend: 'Failing', color: 'attention', values: podsAt(1, 2, 5) },
        { legend: 'Pending', color: 'warning', values: podsAt(0, 1, 2) },
      ],
      ...words('Running 48, 47, 44; failing 1, 2, 5; pending 0, 1, 2 (10:00, 10:05, 10:10)'),
    }),
  ),
  card('pie', {
    type: 'Chart.Pie',
    title: 'Nodes by pool',
    data: [
      { legend: 'user', value: 6 },
      { legend: 'system', value: 3 },
      { legend: 'spot', value: 2 },
    ],
    ...words('Nodes: user 6, system 3, spot 2'),
  }),
  card('icons', {
    type: 'ColumnSet',
    columns: [
      ['CheckmarkCircle', 'Good'],
      ['Warning', 'Warning'],
      ['ShieldError', 'Attention'],
      ['Flash', 'Accent'],
      ['NoSuchIcon', 'Default'],
    ].map(([name, color], index) => ({
      type: 'Column',
      width: 'auto',
      items: [
        { type: 'Icon', name, color, size: 'Medium', style: index % 2 ? 'Filled' : 'Regular', ...words(name ?? '') },
      ],
    })),
  }),
  card('progress ring', {
    type: 'ProgressRing',
    label: 'Asking Log Analytics',
    labelPosition: 'After',
    size: 'Small',
    ...words('Asking Log Analytics…'),
  }),
];

function podsAt(...counts: number[]): { x: string; y: number }[] {
  return counts.map((y, index) => ({ x: `10:${String(index * 5).padStart(2, '0')}`, y }));
}
