import { type PostureOnCard, postureEstateCard } from '../../cards/posture-estate.ts';
import { posturePracticeCard } from '../../cards/posture-practice.ts';
import { changeLines } from '../../cards/posture-rows.ts';
import { gaps } from './gaps.ts';
import { hostile, hostileText } from './hostile.ts';
import { acceptedFinding, finding, pressed, resource, scored, standing, trend } from './posture-data.ts';
import { postureDetailSamples } from './posture-detail-samples.ts';
import { postureNewsSamples } from './posture-news-samples.ts';
import { before, now, press, type Sample } from './sample.ts';

const estate: PostureOnCard = {
  score: scored(72.4, { unread: 6 }),
  standings: [
    pressed(standing('Role-based access control', 'High', ['dev-weu', 'staging-weu', 'prod-neu'], { accepted: 1 })),
    pressed(standing('Registry credentials', 'High', ['contoso', 'contosodev'], { unread: 1 })),
    pressed(standing('Network segmentation', 'Medium', ['prod-weu', 'prod-neu', 'dev-weu', 'staging-weu'])),
    pressed(standing('Customer-managed keys', 'Low', ['contoso'])),
    pressed(standing('Scan on push, pull and import', undefined, [], { unread: 2 })),
    { standing: standing('Azure Policy add-on', undefined, []) },
    { standing: standing('Monitoring add-on', undefined, []) },
  ],
  ...{ noun: 'practice', resources: 20, filter: '', trend: trend(14) },
  changes: changeLines({
    since: before(1440),
    worse: [finding({ resource: resource('dev-weu') })],
    better: [finding({ title: 'The admin user is off', resource: resource('contoso') })],
    fresh: [resource('staging-neu')],
    now,
  }),
  accepted: [acceptedFinding],
  secureScore: { percent: 58.3, subscriptions: 2 },
  ...{ gaps: [], neverRead: [], keptFrom: before(600), limited: false, now },
  buttons: [press('What changed'), press('All that fails'), press('Look again')],
};

const long = (n: number) => `a-cluster-with-a-very-long-name-that-somebody-gave-it-for-good-reasons-${n}`;

const many = Array.from({ length: 40 }, (_, n) =>
  pressed(
    standing(
      `Practice ${n} with a title that goes on for longer than a phone is wide`,
      'High',
      [1, 2, 3, 4, 5, 6].map(long),
      {
        unread: 120,
        accepted: 30,
        counting: 1_000,
      },
    ),
  ),
);

const practice = {
  practice: {
    title: 'Registry credentials',
    why: 'A password that everybody shares tells nobody who pushed, and stays valid when people leave.',
  },
  score: scored(50, { fail: 3, pass: 3, 'not-applicable': 0, excepted: 0 }),
  checks: [
    {
      standing: standing('The admin user is off', 'High', ['contosodev', 'contoso']),
      buttons: [press('Show'), press('Show')],
    },
    { standing: standing('Nobody pulls without a name', undefined, []), buttons: [] },
    { standing: standing('Its tokens end', undefined, [], { unread: 2, accepted: 1 }), buttons: [] },
  ],
  ...{ most: 8, filter: '', trend: trend(9), gaps: [], keptFrom: before(600), limited: false, now },
  buttons: [press('All practices'), press('Look again')],
};

/** The posture's cards: of the estate, of a practice, of a resource, of a week, and what changed. */
export const postureSamples: readonly Sample[] = [
  { card: 'posture', sample: 'the estate, worst first', make: () => postureEstateCard(estate) },
  {
    card: 'posture',
    sample: 'with gaps, for a person who is limited, before the first day',
    make: () =>
      postureEstateCard({
        ...estate,
        ...{
          trend: undefined,
          changes: undefined,
          secureScore: undefined,
          filter: 'environment=production',
          limited: true,
        },
        ...{ gaps, neverRead: ['prod-weu', 'prod-neu'], keptFrom: undefined },
      }),
  },
  {
    card: 'posture',
    sample: 'nothing to look at',
    make: () =>
      postureEstateCard({
        ...estate,
        ...{
          score: scored(undefined, { fail: 0, pass: 0, 'not-applicable': 0, excepted: 0 }),
          standings: [],
          resources: 0,
        },
        ...{ trend: undefined, changes: undefined, secureScore: undefined, keptFrom: undefined },
      }),
  },
  {
    card: 'posture',
    sample: 'all passes',
    make: () =>
      postureEstateCard({
        ...estate,
        score: scored(100, { fail: 0, excepted: 0 }),
        standings: estate.standings.slice(5),
      }),
  },
  {
    card: 'posture',
    sample: 'very long',
    make: () => postureEstateCard({ ...estate, standings: many, resources: 6_020, trend: trend(30), gaps }),
  },
  {
    card: 'posture',
    sample: 'hostile text',
    make: () =>
      postureEstateCard({
        ...estate,
        standings: [pressed(standing(hostile.markdown, 'High', [hostileText, hostile.template]))],
        ...{ filter: hostileText, neverRead: [hostileText] },
      }),
  },
  { card: 'posture', sample: 'one practice', make: () => posturePracticeCard(practice) },
  ...postureNewsSamples,
  ...postureDetailSamples,
];
