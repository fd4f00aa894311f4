import { diagnosisCard } from '../../cards/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import type { Subject } from '../../model/subject.ts';
import { diagnosisOf, lowLimit } from './diagnosis-data.ts';
import { gaps } from './gaps.ts';
import { hostile, hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const buttons = [press('Logs'), press('Ask again')];
const nodePressure: Finding = {
  code: 'oom-node-pressure',
  confidence: 0.45,
  sentence: 'Node aks-user-000001 ran out of memory: 97 % in use when 2 of 3 pods were killed',
  quotes: [],
  suggestions: [],
  scope: { kind: 'one node', pods: ['payments-api-7c9f-a'], of: 3, nodes: ['aks-user-000001'] },
};
const recovered: Finding = {
  code: 'nothing-wrong-now',
  confidence: 0.9,
  sentence: 'Nothing is wrong now: payments-api has run for 5 h; its last OOM kill was at 21:58 UTC',
  quotes: lowLimit.quotes.slice(0, 1),
  suggestions: [],
};
const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);

/** The diagnosis card's samples. */
export const diagnosisSamples: Sample[] = [
  { card: 'diagnosis', sample: 'usual', make: () => diagnosisCard(diagnosisOf([lowLimit]), { now, buttons }) },
  {
    card: 'diagnosis',
    sample: 'with gaps and another cause',
    make: () => diagnosisCard(diagnosisOf([lowLimit, nodePressure], { gaps }), { now, buttons }),
  },
  {
    card: 'diagnosis',
    sample: 'a guess, with gaps',
    make: () => diagnosisCard(diagnosisOf([nodePressure], { gaps }), { now, buttons }),
  },
  { card: 'diagnosis', sample: 'a whole cluster', make: () => diagnosisCard(wide(), { now, buttons, closer }) },
  { card: 'diagnosis', sample: 'recovered', make: () => diagnosisCard(diagnosisOf([recovered]), { now, buttons }) },
  { card: 'diagnosis', sample: 'empty', make: () => diagnosisCard(diagnosisOf([]), { now, buttons: [] }) },
  {
    card: 'diagnosis',
    sample: 'error',
    make: () => diagnosisCard(diagnosisOf([], { gaps, evidence: new Map() }), { now, buttons: [press('Ask again')] }),
  },
  {
    card: 'diagnosis',
    sample: 'worst case',
    make: () => diagnosisCard(worst(), { now, buttons: Array.from({ length: 9 }, (_, i) => press(`Button ${i + 1}`)) }),
  },
  { card: 'diagnosis', sample: 'very long', make: () => diagnosisCard(renamed(long), { now, buttons }) },
  {
    card: 'diagnosis',
    sample: 'hostile text',
    make: () => diagnosisCard(renamed(hostileText), { now, buttons: [press(hostile.markdown)] }),
  },
];

function closer({ about }: Finding) {
  return about && about.kind !== 'PersistentVolumeClaim' ? press(`Why ${about.name}`) : undefined;
}

function wide() {
  const { subject } = diagnosisOf([]);
  const about = (kind: string, namespace: string, name: string) => ({ kind, namespace, name });
  const findings: Finding[] = [
    { ...lowLimit, about: about('Deployment', 'payments', 'payments-api') },
    {
      ...nodePressure,
      confidence: 0.85,
      about: about('Deployment', 'shop', 'cart'),
      sentence: 'Service cart has no endpoints: it selects app=cart-v2, but the 2 pods of cart carry app=cart.',
    },
    {
      ...nodePressure,
      confidence: 0.7,
      about: about('PersistentVolumeClaim', 'shop', 'data-search-0'),
      sentence: 'data-search-0 waits for a volume: its StorageClass "fast" does not exist.',
    },
    { ...nodePressure, about: about('Node', '', 'aks-user-000001') },
  ];
  const cluster: Subject = { ...subject, kind: 'Cluster', namespace: '', name: subject.cluster.name };
  return diagnosisOf(findings, { subject: cluster });
}

function worst() {
  const many = Array.from({ length: 40 }, (_, i) => i);
  const finding: Finding = {
    ...lowLimit,
    quotes: many.map((i) => ({
      ...lowLimit.quotes[0],
      text: `${i} ${'java.lang.OutOfMemoryError: heap space at com.example.Payments '.repeat(9)}`,
      source: { service: 'Log Analytics', detail: 'ContainerLogV2' },
      at: before(i),
    })),
    suggestions: many.map((i) => ({
      text: `Step ${i + 1}: ${'look at this and that and the other thing '.repeat(8)}`,
    })),
    derivation: many.map((i) => `Line ${i + 1}: ${'peak times a factor '.repeat(12)}`),
  };
  const allGaps = many.map((i) => ({
    ...(gaps[i % 2] ?? { service: 'AKS' as const, why: '', next: '' }),
    what: `fact ${i} that could not be read`,
  }));
  return diagnosisOf([finding, ...many.map(() => nodePressure)], { gaps: allGaps });
}

function renamed(text: string) {
  const quotes = lowLimit.quotes.map((quote) => ({ ...quote, text, source: { ...quote.source, detail: text } }));
  const finding: Finding = {
    ...lowLimit,
    sentence: `${text} was killed 7 times`,
    quotes,
    suggestions: [{ text }],
    derivation: [text],
  };
  finding.scope = { kind: 'one node', pods: [text], of: 3, nodes: [text] };
  finding.series = {
    title: text,
    unit: 'MiB',
    lines: [{ legend: text, points: lowLimit.series?.lines[0]?.points ?? [] }],
    threshold: { legend: text, value: 256 },
  };
  const { subject } = diagnosisOf([]);
  return diagnosisOf([finding, { ...nodePressure, sentence: text }], {
    subject: { ...subject, name: text, namespace: text, cluster: { ...subject.cluster, name: text } },
    gaps: [{ service: 'Kubernetes API', what: text, why: text, next: text }],
  });
}
