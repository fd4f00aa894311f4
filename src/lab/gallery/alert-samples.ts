import { type AlertView, alertCard } from '../../cards/alert.ts';
import { type AttacksOnCard, alertListCard } from '../../cards/alert-list.ts';
import type { AttackOnCard } from '../../cards/alert-row.ts';
import { hostile, hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const pod = 'fraud-score-7c9d5b6f4-x2k8q';
const node = 'aks-user-ac9bb604-vmss000002';

const miner: AlertView = {
  alert: {
    ...{ identity: 'one', type: 'K8S.NODE_CryptoCoinMinerExecution', name: 'Potential crypto coin miner started' },
    means: 'A process was started the way currency miners are started.',
    look: 'Look at the CPU of the pod, at the command that started it, and at how that got in: an image that was changed, or a hole in the application.',
    ...{ severity: 'high', state: 'Active', isOver: false, tactics: ['Execution', 'Impact'] },
    description: 'A process that is normally associated with mining digital currency was started in a container.',
    steps: [
      'Review with the owner of the workload whether the process was meant to run.',
      'If it was not, isolate the pod, keep its file system for forensics, and rotate the secrets that it could read.',
    ],
    entities: [
      { kind: 'Pod', name: pod },
      { kind: 'Namespace', name: 'payments' },
      { kind: 'Image', name: 'contoso.azurecr.io/fraud-score:0.9' },
      { kind: 'Address', name: '203.0.113.7' },
    ],
    seen: [{ name: 'Suspicious process', value: '/tmp/.x/kdevtmpfsi -o pool.example:3333' }],
    target: { cluster: 'prod-weu', namespace: 'payments', pod, workload: 'fraud-score' },
    startsAt: before(94),
  },
  affected: {
    clusterId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod-weu',
    pod: { name: pod, state: 'ready', node, isIsolated: false, since: before(24_000) },
    images: [
      {
        ...{ container: 'fraud-score', image: 'contoso.azurecr.io/fraud-score:0.9', repository: 'fraud-score' },
        ...{ loginServer: 'contoso.azurecr.io', digest: `sha256:${'ab12'.repeat(16)}` },
      },
    ],
    workload: { kind: 'Deployment', name: 'fraud-score', wanted: 2, ready: 2 },
    bindings: [],
    gaps: [],
  },
  incident: 12,
  toldAt: before(4),
  related: [],
  relatedCount: 0,
  hints: [`cordon ${node}`],
  buttons: [
    ...['Isolate the pod', 'Stop fraud-score', 'Lock the image', 'Delete the pod'].map(press),
    { ...press('Dismiss'), verb: 'dismiss' },
    press('Incident #12'),
  ],
  now,
};

const attack = (means: string, more: Partial<AttackOnCard> = {}): AttackOnCard => ({
  ...{ incident: 12, means, severity: 'high', tactics: ['Execution', 'Impact'] },
  ...{ where: 'fraud-score in payments, prod-weu', alerts: 1, startsAt: before(94), button: press('Show') },
  ...more,
});
const related = [
  attack('A page in the container seems to run commands for whoever calls it.', {
    ...{ incident: undefined, where: '', tactics: ['Persistence'] },
  }),
  attack('A program runs that was not in the image: it was brought into the container later.', {
    ...{ severity: 'medium', tactics: ['Execution', 'Defense Evasion'], startsAt: before(61) },
    ...{ incident: undefined, where: '' },
  }),
];
const { look: _, ...undescribed } = miner.alert;
const one =
  (more: Partial<AlertView> = {}, alert: Partial<AlertView['alert']> = {}, from = miner.alert) =>
  () =>
    alertCard({ ...miner, ...more, alert: { ...from, ...alert } });

const attacks = [
  attack('A process was started the way currency miners are started.', {
    ...{ alerts: 6, tactics: ['Execution', 'Persistence', 'Defense Evasion', 'Impact'] },
  }),
  attack('A service account did what it does not do otherwise.', {
    ...{ incident: 9, severity: 'medium', where: 'payments, prod-weu', tactics: ['Lateral Movement'] },
  }),
  attack('A role with far-reaching rights was made.', {
    ...{ incident: undefined, severity: 'low', where: 'prod-neu', tactics: ['Persistence'], startsAt: before(3_000) },
  }),
];
const list =
  (more: Partial<AttacksOnCard> = {}) =>
  () =>
    alertListCard({
      ...{ attacks, attackCount: 3, alertCount: 8, counts: { high: 6, medium: 1, low: 1 }, filter: '' },
      ...{ from: { stored: true, at: before(2) }, gaps: [], buttons: [press('Look again'), press('Incidents')], now },
      ...more,
    });
const unread = {
  ...{ what: 'pod fraud-score-7c9d5b6f4-x2k8q', service: 'Kubernetes API' as const },
  ...{
    why: 'Kubernetes API did not let the bot in.',
    next: "Grant the bot's identity Azure Kubernetes Service RBAC Reader.",
  },
};
const many = <T>(make: (i: number) => T) => Array.from({ length: 40 }, (_, i) => make(i));

/** The samples of the cards that tell of security alerts. */
export const alertSamples: Sample[] = [
  { card: 'alert', sample: 'usual', make: one() },
  { card: 'alert', sample: 'one of an attack', make: one({ related, relatedCount: 7, hints: [] }) },
  {
    card: 'alert',
    sample: 'the pod is gone, the cluster could not be read to the end',
    make: one({
      affected: { ...miner.affected, pod: { name: pod, state: 'gone', isIsolated: false }, images: [], gaps: [unread] },
      ...{ hints: [], buttons: [press('Stop fraud-score'), { ...press('Dismiss'), verb: 'dismiss' }] },
    }),
  },
  {
    card: 'alert',
    sample: 'isolated and dismissed',
    make: one(
      {
        affected: { ...miner.affected, pod: { name: pod, state: 'ready', node, isIsolated: true } },
        ...{ hints: [], buttons: [press('Delete the pod')] },
      },
      { state: 'Dismissed', isOver: true },
    ),
  },
  {
    card: 'alert',
    sample: 'of a type that nobody has described, about a service account',
    make: one(
      {
        affected: {
          ...{ clusterId: 'c', images: [], gaps: [] },
          bindings: [{ name: 'ops-admin', role: 'ClusterRole cluster-admin' }],
        },
        ...{ hints: [], incident: undefined },
        buttons: [press('Remove ops-admin'), { ...press('Dismiss'), verb: 'dismiss' }],
      },
      {
        ...{
          type: 'K8S_SomethingNew',
          name: 'Something new detected',
          means: 'Something new was seen in the audit log.',
        },
        ...{ description: 'Something new was seen in the audit log. Nobody knows more.', severity: 'medium' },
        ...{ entities: [{ kind: 'Service account', name: 'ops' }], seen: [], steps: [], tactics: ['Lateral Movement'] },
        target: { cluster: 'prod-weu', namespace: 'ops', serviceAccount: 'ops' },
      },
      undescribed,
    ),
  },
  {
    card: 'alert',
    sample: 'empty',
    make: one(
      { affected: { images: [], bindings: [], gaps: [] }, hints: [], incident: undefined, buttons: [] },
      { entities: [], seen: [], steps: [], tactics: [], target: {}, state: '', description: '', name: '' },
    ),
  },
  { card: 'alert', sample: 'very long', make: filled(long) },
  { card: 'alert', sample: 'hostile text', make: filled(hostileText) },
  { card: 'alert-list', sample: 'usual', make: list() },
  {
    card: 'alert-list',
    sample: 'narrowed, asked in Azure',
    make: list({
      ...{ attacks: attacks.slice(0, 1), attackCount: 1, alertCount: 6, counts: { high: 6 } },
      ...{ filter: 'high and worse, in prod-weu', from: { stored: false } },
    }),
  },
  { card: 'alert-list', sample: 'empty', make: list({ attacks: [], attackCount: 0, alertCount: 0, counts: {} }) },
  {
    card: 'alert-list',
    sample: 'not read',
    make: list({
      ...{ attacks: [], attackCount: 0, alertCount: 0, counts: {}, from: { stored: false }, limited: true },
      gaps: [
        {
          ...{ what: 'security alerts of subscription 5b7c1f0e', service: 'Defender for Cloud' },
          ...{ why: 'Defender for Cloud did not let the bot in.', next: "Grant the bot's identity Security Reader." },
        },
      ],
    }),
  },
  { card: 'alert-list', sample: 'very long', make: listed(long) },
  { card: 'alert-list', sample: 'hostile text', make: listed(hostileText) },
];

/** Every text of it is `text`. */
function filled(text: string) {
  const entity = { kind: text, name: text };
  return one(
    {
      affected: {
        ...{ clusterId: text, pod: { name: text, state: 'ready', node: text, isIsolated: false } },
        images: many(() => ({ container: text, image: text, repository: text, loginServer: text, digest: text })),
        workload: { kind: text, name: text, wanted: 3, ready: 1 },
        bindings: many(() => ({ name: text, namespace: text, role: text })),
        gaps: many((i) => ({ ...unread, what: `${text} ${i}`, why: text, next: text })),
      },
      ...{
        related: many(() => attack(text, { where: text, tactics: [text] })),
        relatedCount: 40,
        hints: many(() => text),
      },
      buttons: many(() => press(hostile.markdown)),
    },
    {
      ...{ type: text, name: text, means: text, look: text, state: text, description: text, link: text },
      ...{ tactics: many(() => text), steps: many(() => text), entities: many(() => entity) },
      seen: many(() => ({ name: text, value: text })),
      target: { cluster: text, namespace: text, pod: text, workload: text, node: text },
    },
  );
}

function listed(text: string) {
  return list({
    ...{ attacks: many(() => attack(text, { where: text, tactics: [text] })), attackCount: 40, alertCount: 400 },
    ...{ counts: { critical: 400 }, filter: text, buttons: many(() => press(text)), limited: true },
    gaps: many((i) => ({ ...unread, what: `${text} ${i}`, why: text, next: text })),
  });
}
