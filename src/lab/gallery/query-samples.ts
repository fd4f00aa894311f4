import { logSearchCard } from '../../cards/log-search.ts';
import { queryAnswerCard } from '../../cards/query-answer.ts';
import { queryListCard } from '../../cards/query-list.ts';
import type { LogSearch } from '../../model/log-search.ts';
import type { QueryAnswer, QueryCell } from '../../model/query-answer.ts';
import type { Subject } from '../../model/subject.ts';
import * as shelf from '../../monitoring/queries/index.ts';
import { prodWeu } from './clusters.ts';
import { curve } from './curve.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const window = { from: before(360), to: now };
const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const kql = (table: string) =>
  `let _p1 = datetime(2026-11-24T21:04:00.000Z);\nlet _p2 = '${prodWeu.id}';\n${table}\n| where TimeGenerated >= _p1\n| where _ResourceId =~ _p2`;

function answer(
  columns: string[],
  rows: QueryCell[][],
  more: Partial<QueryAnswer> = {},
  query = kql('KubePodInventory'),
) {
  return {
    ...{ name: 'restarts', title: 'Restarts of containers', cluster: prodWeu, window, gaps: [] },
    summary: 'Containers that restarted, most first, with how they ended last.',
    table: {
      value: { columns, rows, isCut: false },
      source: {
        service: 'Log Analytics' as const,
        detail: 'KubePodInventory',
        query,
        workspace: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law',
      },
      at: now,
    },
    ...more,
  } satisfies QueryAnswer;
}

const restarts = (count: number, name = 'payments-api-8sxjj9dc6-') =>
  answer(
    ['Pod', 'Restarts', 'Reason', 'Container', 'Last', 'Namespace'],
    Array.from({ length: count }, (_, n) => [
      `${name}${(n + 40).toString(36)}8c6f`,
      count + 4 - n,
      n % 3 === 2 ? 'Error' : 'OOMKilled',
      'api',
      before(n * 7 + 3),
      'payments',
    ]),
  );

const warnings = (text: string) =>
  answer(
    ['Reason', 'Kind', 'Times', 'Objects', 'Last', 'Message'],
    [
      ['BackOff', 'Pod', 1284, 3, before(2), `Back-off restarting failed container api in pod ${text}`],
      ['FailedScheduling', 'Pod', 41, 12, before(9), `0/6 nodes are available: 6 Insufficient cpu. ${text}`],
      ['Unhealthy', 'Pod', 7, 1, before(30), undefined],
    ],
    { name: 'warning-events', title: 'Warnings of Kubernetes', summary: 'Warnings by reason, most frequent first.' },
  );

const nodes = (name: string, count: number): QueryAnswer => {
  const lines = Array.from({ length: count }, (_, n) => ({
    legend: `${name}${n}`,
    points: curve(360, 73, (x) => 80 - n * 6 + 12 * Math.sin(x * 9 + n) ** 2),
  }));
  return answer(['At', 'Node', 'Percent'], [[before(1), name, 80]], {
    ...{ name: 'node-cpu', title: 'CPU of the nodes', summary: 'CPU that each node uses, in percent of what it has.' },
    series: { title: 'CPU of the nodes', unit: '%', lines },
  });
};

const card = (it: QueryAnswer) =>
  queryAnswerCard(it, {
    now,
    buttons: ['Look again', 'Last 24h', 'Create an alert', 'Other queries'].map(press),
  });

const subject: Subject = { cluster: prodWeu, kind: 'Deployment', namespace: 'payments', name: 'payments-api' };
const search = (texts: string[], more: Partial<LogSearch> = {}): LogSearch => ({
  ...{ subject, window, containing: 'timeout', isCut: false, gaps: [] },
  lines: {
    value: texts.map((text, n) => ({
      pod: `payments-api-8sxjj9dc6-${n % 2 ? '8c65f' : 'g8thv'}`,
      container: 'api',
      text,
      at: before(300 - n),
    })),
    source: { service: 'Log Analytics', detail: 'ContainerLogV2', query: kql('ContainerLogV2'), workspace: '/w' },
    at: before(3),
  },
  ...more,
});
const found = (it: LogSearch) =>
  logSearchCard(it, {
    now,
    lines: 30,
    buttons: ['More lines', 'Last 24h', 'Create an alert', 'Live log', 'Why'].map(press),
  });
const unread = ({ table: _, ...rest }: QueryAnswer): QueryAnswer => ({ ...rest, gaps });
const unfound = ({ lines: _, ...rest }: LogSearch): LogSearch => ({ ...rest, gaps });
const lines = Array.from({ length: 9 }, (_, n) => `2026-11-24T22:04:0${n}.123Z WARN upstream timeout after ${n}00 ms`);
const list = (name: string) =>
  Object.values(shelf).map((it) => ({
    name: `${name.slice(0, 20)}${it.name}`,
    summary: `${name}${it.summary}`,
    button: press(it.name),
  }));

/** Samples of saved queries: the answer, the list, and lines that were looked for. */
export const querySamples: Sample[] = [
  { card: 'query-answer', sample: 'usual', make: () => card(restarts(3)) },
  { card: 'query-answer', sample: 'long texts', make: () => card(warnings('payments-api-8sxjj9dc6-8c65f_payments')) },
  { card: 'query-answer', sample: 'over time', make: () => card(nodes('aks-user-31022-vmss00000', 6)) },
  { card: 'query-answer', sample: 'empty', make: () => card(answer([], [])) },
  { card: 'query-answer', sample: 'gaps', make: () => card(unread(restarts(1))) },
  { card: 'query-answer', sample: 'worst case', make: () => card(restarts(200, long)) },
  {
    card: 'query-answer',
    sample: 'very long',
    make: () => card({ ...nodes(long, 60), table: answer(['A'], [['a']], {}, long.repeat(40)).table }),
  },
  {
    card: 'query-answer',
    sample: 'hostile text',
    make: () => card(answer([hostileText, 'b'], [[hostileText, hostileText]])),
  },
  { card: 'query-list', sample: 'usual', make: () => queryListCard(list(''), 0) },
  { card: 'query-list', sample: 'hostile text', make: () => queryListCard(list(hostileText), 2) },
  { card: 'log-search', sample: 'usual', make: () => found(search(lines)) },
  { card: 'log-search', sample: 'empty', make: () => found(search([])) },
  { card: 'log-search', sample: 'gaps', make: () => found(unfound(search([]))) },
  {
    card: 'log-search',
    sample: 'very long',
    make: () =>
      found(
        search(
          Array.from({ length: 1_000 }, () => long),
          { isCut: true, containing: long.slice(0, 200) },
        ),
      ),
  },
  { card: 'log-search', sample: 'hostile text', make: () => found(search([hostileText], { containing: hostileText })) },
];
