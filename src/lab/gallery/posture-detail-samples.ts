import { type PostureDetail, postureDetailCard } from '../../cards/posture-detail.ts';
import { gaps } from './gaps.ts';
import { hostile, hostileText } from './hostile.ts';
import { finding, resource, scored, trend } from './posture-data.ts';
import { before, now, press, type Sample } from './sample.ts';

const exception = {
  covers: ['cluster-authorized-ranges'],
  resourceId: resource('prod-weu').id,
  ...{ owner: 'team-platform', reason: 'The firewall before it lets in the office alone, until the move.' },
  ...{ approvedBy: 'Eve Novak', until: new Date('2027-02-25T00:00:00Z'), change: 41 },
};
const kubernetes = { service: 'Kubernetes API' as const, detail: 'pods of prod-weu' };
const passing = (title: string) => finding({ check: title, title, standing: 'pass', sentence: '' });

const failing = [
  finding(),
  finding({
    ...{ check: 'pods-privileged', practice: 'privileged-containers', title: 'No container is privileged' },
    sentence: '3 containers are privileged: they may do to their node whatever they like.',
    ...{ property: 'spec.containers[*].securityContext.privileged', value: 'true', source: kubernetes },
    objects: {
      shown: [
        'DaemonSet monitoring/node-agent: spec.containers[agent].securityContext.privileged = true',
        'Deployment shop/legacy-importer: spec.containers[importer].securityContext.privileged = true',
      ],
      more: 1,
    },
    step: { text: 'Give each the capabilities that it needs instead, and roll it out.' },
  }),
];

const detail: PostureDetail = {
  ...{ resource: resource('prod-weu'), score: scored(81.5, { fail: 2, pass: 24, unread: 1, excepted: 1 }) },
  findings: [
    ...failing,
    finding({
      ...{ check: 'cluster-logs', title: 'Its audit log is kept', severity: 'Medium', standing: 'unread' },
      sentence: "The bot's identity may not read the diagnostic settings (403).",
      gap: {
        what: 'the diagnostic settings of prod-weu',
        service: 'Azure Resource Manager',
        why: "The bot's identity may not read them (403).",
        next: 'Give it Monitoring Reader on the cluster.',
      },
    }),
    finding({
      ...{ check: 'cluster-authorized-ranges', title: 'Few addresses reach the API server', severity: 'Medium' },
      ...{ property: 'properties.apiServerAccessProfile.authorizedIPRanges', value: 'not set', exception },
      sentence: 'Every address on the internet reaches the API server.',
    }),
    ...['The Azure Policy add-on is on', 'Entra ID signs people in', 'The network policy engine is on'].map(passing),
    finding({ check: 'x', title: 'Its key is renewed every year', standing: 'not-applicable' }),
  ],
  beside: {
    differences: [
      {
        finding: passing('The Azure Policy add-on is on'),
        recommendation: {
          ...{ key: 'a', name: 'Clusters should have the Azure Policy add-on', status: 'Unhealthy' },
          changedAt: before(3 * 1440),
        },
      },
      {
        finding: finding(),
        recommendation: { key: 'c', name: 'Local accounts should be disabled', status: 'Healthy' },
      },
    ],
    agreed: 3,
    others: [{ key: 'b', name: 'Immutable (read-only) root filesystem should be enforced', status: 'Unhealthy' }],
  },
  ...{ trend: trend(14), gaps: [], asksReason: false, now },
  buttons: [press('Disable local accounts'), press('Role-based access control'), press('Look again')],
};

/** The card of one resource, or of one practice of it. */
export const postureDetailSamples: readonly Sample[] = [
  { card: 'posture-detail', sample: 'a cluster', make: () => postureDetailCard(detail) },
  {
    card: 'posture-detail',
    sample: 'one practice, with a risk to accept and one whose time is over',
    make: () =>
      postureDetailCard({
        ...detail,
        practice: {
          title: 'Role-based access control',
          why: 'Who may do what is known by name, and can be taken back.',
        },
        score: scored(40, { fail: 1, pass: 2, unread: 0, excepted: 0 }),
        findings: [finding({ over: { ...exception, until: before(2 * 1440) } }), passing('Entra ID signs people in')],
        ...{ beside: undefined, trend: undefined, asksReason: true },
        buttons: [press('Disable local accounts'), press('Accept the risk'), press('The whole resource')],
      }),
  },
  {
    card: 'posture-detail',
    sample: 'all passes',
    make: () =>
      postureDetailCard({
        ...detail,
        score: scored(100, { fail: 0, excepted: 0 }),
        findings: detail.findings.filter(({ standing }) => standing === 'pass'),
        ...{ beside: undefined, trend: undefined, buttons: [press('Look again')] },
      }),
  },
  {
    card: 'posture-detail',
    sample: 'nothing could be read',
    make: () =>
      postureDetailCard({
        ...detail,
        score: scored(0, { fail: 0, pass: 0, excepted: 0, unread: 1 }),
        findings: detail.findings.filter(({ standing }) => standing === 'unread'),
        ...{ beside: undefined, trend: undefined, gaps, buttons: [press('Look again')] },
      }),
  },
  {
    card: 'posture-detail',
    sample: 'very long',
    make: () =>
      postureDetailCard({
        ...detail,
        findings: Array.from({ length: 60 }, (_, n) =>
          finding({
            ...{
              title: `Check ${n} with a long title `.repeat(6),
              sentence: 'A sentence that goes on and on. '.repeat(20),
            },
            objects: {
              shown: Array.from({ length: 20 }, (__, m) => `Deployment shop/web-${m}: ${'x'.repeat(300)}`),
              more: 900,
            },
          }),
        ),
      }),
  },
  {
    card: 'posture-detail',
    sample: 'hostile text',
    make: () =>
      postureDetailCard({
        ...detail,
        resource: resource(hostileText),
        findings: [
          finding({
            ...{ title: hostile.markdown, sentence: hostileText, property: hostile.template, value: hostileText },
            objects: { shown: [hostileText, hostile.mention], more: 0 },
            step: { text: hostileText },
          }),
          finding({ exception: { ...exception, owner: hostile.bidi, reason: hostileText, approvedBy: hostile.html } }),
          passing(hostile.template),
        ],
        beside: {
          ...{ differences: [], agreed: 1 },
          others: [{ key: 'b', name: hostileText, status: 'Unhealthy' }],
        },
      }),
  },
];
