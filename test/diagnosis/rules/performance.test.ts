import { describe, expect, it } from 'vitest';
import { judge, rulesFor } from '../../../src/diagnosis/diagnose.ts';
import { addSeenCalls } from '../../../src/diagnosis/situation/situation.ts';
import { app, clusterOf, type Facts, nodeOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';
import { againOf, cpuOf, packetsOf, requests } from '../performance.ts';

const limited = (cpu: string) => ({ container: { resources: { limits: { cpu } } } });
/** A shop on two nodes: the storefront asks search and checkout, checkout asks cart and ledger. */
const shop: Facts[] = [
  nodeOf('node-1'),
  nodeOf('node-2'),
  app('storefront', { node: 'node-1' }),
  app('search', { node: 'node-2', ...limited('500m') }),
  app('checkout', { node: 'node-1' }),
  app('cart', { node: 'node-2', ...limited('200m') }),
  app('ledger', { node: 'node-2' }),
];
const calls = ['storefront>search', 'storefront>checkout', 'checkout>cart', 'checkout>ledger'];
type Latency = Parameters<typeof requests>[0];
const calm: Latency = { storefront: [90, 90], search: [30, 30], checkout: [50, 50], cart: [5, 5], ledger: [8, 8] };
const shopIn = (changed: Latency, map: string[] = calls) => requests({ ...calm, ...changed }, map);

function found(report: string | undefined, ...facts: Facts[]) {
  const evidence = clusterOf(...shop, ...facts);
  addSeenCalls(evidence, evidence.workloadRequests?.value.calls ?? []);
  const subject = { ...workload('shop', 'Namespace'), ...(report !== undefined && { report }) };
  return judge(rulesFor('Slow'), evidence, subject, now);
}

interface Told {
  what: string;
  facts: Facts[];
  report?: string;
  code?: string;
  about?: string;
  /** At least as sure, or at most. */
  sure?: number;
  unsure?: number;
  says?: string;
}

const cases: Told[] = [
  {
    what: 'the deepest workload that is slow, not those that wait for it',
    facts: [shopIn({ cart: [5, 900], checkout: [50, 950], storefront: [90, 990] }), cpuOf('cart', [0.05, 0.05])],
    code: 'workload-network-delay',
    about: 'cart',
    sure: 0.7,
    says: ' ms), though its CPU is not busy, and nothing that it calls is slow: the time is lost on its network; checkout and storefront wait for it',
  },
  {
    what: 'the one that became slower by most, and less surely, where nobody knows who calls whom',
    facts: [shopIn({ cart: [5, 900], checkout: [50, 950], storefront: [90, 990] }, [])],
    code: 'workload-network-delay',
    about: 'cart',
    unsure: 0.49,
  },
  {
    what: 'what burns CPU up to its limit, though its requests are as many',
    facts: [shopIn({ cart: [5, 80], checkout: [50, 130] }), cpuOf('cart', [0.01, 0.19], [0, 0.8])],
    code: 'workload-cpu-overload',
    about: 'cart',
    sure: 0.9,
    says: 'burns 0.19 cores',
  },
  {
    what: 'a CPU limit that holds a container up all the hour, with the limit that would do',
    facts: [shopIn({}), cpuOf('search', [0.5, 0.5], [0.6, 0.6])],
    code: 'cpu-limit-throttles',
    about: 'search',
    sure: 0.8,
    says: 'its CPU limit of 0.5 cores: in 60 % of the scheduler',
  },
  {
    what: 'a node, when workloads there are slow that do not wait for one another',
    facts: [
      shopIn({ search: [30, 700], cart: [5, 640], ledger: [8, 650], checkout: [50, 1300], storefront: [90, 2000] }),
      againOf('node-1', [0.2, 0.3]),
      againOf('node-2', [0.2, 0.2]),
    ],
    code: 'node-network-delay',
    about: 'node-2',
    sure: 0.6,
    says: 'cart, ledger and search on node-2 are slow without waiting for one another',
  },
  {
    what: 'a node that loses packets, when it alone sends much again',
    facts: [
      shopIn({ search: [30, 700], cart: [5, 640], ledger: [8, 650], checkout: [50, 1300], storefront: [90, 2000] }),
      againOf('node-1', [0.2, 0.3]),
      againOf('node-2', [0.2, 40]),
    ],
    code: 'node-packet-loss',
    about: 'node-2',
    sure: 0.7,
  },
  {
    what: 'no origin where two are slow that have nothing in common',
    facts: [
      app('mail', { node: 'node-1' }),
      shopIn({ search: [30, 700], mail: [20, 600], storefront: [90, 800] }, [...calls, 'storefront>mail']),
    ],
    code: 'slow-unexplained',
    unsure: 0.3,
    says: 'where it begins cannot be told',
  },
  {
    what: 'no origin where one of the slow explains not the others, which call one another',
    facts: [
      app('mail', { node: 'node-1' }),
      shopIn({ ledger: [8, 700], cart: [5, 650], mail: [20, 600], storefront: [90, 800] }, [
        ...calls,
        'cart>ledger',
        'ledger>cart',
        'storefront>mail',
      ]),
    ],
    code: 'slow-unexplained',
    unsure: 0.3,
  },
  {
    what: 'a workload once, though two Services stand in front of it',
    facts: [
      service('cart'),
      service('basket', { selector: { app: 'cart' } }),
      requests({ cart: [5, 900], basket: [5, 400] }, [], 'service'),
    ],
    code: 'workload-network-delay',
    about: 'cart',
    says: ' ms), and nothing else became slow',
  },
  {
    what: 'the one that became slower by most no more surely for packets of it alone',
    facts: [shopIn({ cart: [5, 900], checkout: [50, 950] }, []), packetsOf('cart', [20, 10])],
    code: 'workload-network-delay',
    about: 'cart',
    unsure: 0.49,
  },
  {
    what: 'and more surely where the packets of the others are fewer still',
    facts: [
      shopIn({ cart: [5, 900], checkout: [50, 950] }, []),
      packetsOf('cart', [20, 10]),
      packetsOf('checkout', [20, 5]),
    ],
    code: 'workload-network-delay',
    about: 'cart',
    sure: 0.7,
  },
  {
    what: 'no limit that a pod does not have yet, though its template has it',
    facts: [
      {
        ...app('report'),
        deployments: app('report', limited('500m')).deployments ?? [],
      },
      shopIn({}),
      cpuOf('report', [0.1, 0.4], [0, 0.1]),
    ],
  },
  { what: 'nothing on a calm day', facts: [shopIn({}), cpuOf('cart', [0.05, 0.06], [0, 0.02])] },
  {
    what: 'nothing where a latency rises by little',
    facts: [shopIn({ search: [30, 45], cart: [1, 4] })],
  },
  {
    what: 'a guess from the words of a report, where nothing can be measured',
    facts: [],
    report: 'Requests to cart are slow. checkout lost its traffic.',
    code: 'workload-network-delay',
    about: 'cart',
    unsure: 0.4,
    says: 'no metrics tell where the time goes',
  },
  {
    what: 'a guess at the CPU where the report speaks of it',
    facts: [],
    report: 'CPU saturated and slow responses at cart',
    code: 'workload-cpu-overload',
    about: 'cart',
    unsure: 0.4,
  },
  {
    what: 'the limit as a guess where the report says that it throttles',
    facts: [],
    report: 'CPU throttled and slow responses at cart',
    code: 'cpu-throttling-reported',
    about: 'cart',
    unsure: 0.45,
    says: 'has a CPU limit of',
  },
  { what: 'nothing from a report that names nobody', facts: [], report: 'Everything is slow today.' },
];

describe('why slow', () => {
  it.each(cases)('blames $what', ({ facts, report, code, about, sure = 0, unsure = 1, says = '' }) => {
    const findings = found(report, ...facts).filter((it) => !it.code.startsWith('nothing'));

    expect(findings.map((it) => it.code)[0]).toBe(code);
    if (about) expect(findings[0]?.about?.name).toBe(about);
    expect(findings[0]?.confidence ?? 0).toBeGreaterThanOrEqual(code ? sure : 0);
    expect(findings[0]?.confidence ?? 0).toBeLessThanOrEqual(unsure);
    expect(findings[0]?.sentence ?? '').toContain(says);
  });

  it.each<[[number, number], string]>([
    [[20, 60], 'it gets 3.0 times the requests.'],
    [[0, 60], 'it gets requests, and had none before.'],
  ])('says how many more requests keep a CPU busy: %s a second', ([before, since], words) => {
    const load = cpuOf('cart', [0.04, 0.19]);

    const [busy] = found(undefined, requests({ cart: [5, 80] }, [], 'workload', [before, since]), load);

    expect(busy).toMatchObject({ code: 'workload-cpu-overload', suggestions: [{}] });
    expect(busy?.suggestions[0]?.text).toContain(words);
  });

  it('proves a delay by a chart of it, and derives the limit that it suggests', () => {
    const [delay] = found(undefined, shopIn({ cart: [5, 900], checkout: [50, 950] }));
    const [held] = found(undefined, shopIn({}), cpuOf('search', [0.5, 0.5], [0.6, 0.6]));

    expect(delay?.series).toMatchObject({ unit: 'ms', lines: [{ legend: 'cart' }] });
    expect(held?.series).toMatchObject({ unit: 'millicores', threshold: { legend: 'limit', value: 500 } });
    expect(held?.suggestions[0]?.text).toContain('Raise the CPU limit of search to 0.8 cores');
    expect(held?.derivation?.at(-1)).toContain('0.5 cores × (1 + 0.60) = 0.8 cores');
  });
});
