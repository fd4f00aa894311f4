import { postureChangesCard } from '../../cards/posture-changes.ts';
import { postureDigestCard } from '../../cards/posture-digest.ts';
import type { PostureDay } from '../../model/posture-score.ts';
import { finding, resource, scored, standing } from './posture-data.ts';
import { before, now, press, type Sample } from './sample.ts';

const day = (daysAgo: number, percent: number): PostureDay => {
  const at = before(daysAgo * 1440);
  return { day: at.toISOString().slice(0, 10), at, score: scored(percent), practices: {}, resources: 20 };
};
const days = [day(9, 64), day(8, 64.5), day(7, 68.1), day(5, 68.1), day(3, 70), day(1, 69), day(0, 72.4)];
const changes = {
  since: before(7 * 1440),
  worse: [finding({ resource: resource('dev-weu') })],
  better: [
    finding({ title: 'The admin user is off', resource: resource('contoso'), standing: 'pass', sentence: '' }),
    finding({ title: 'Few addresses reach the API server', standing: 'pass', sentence: '' }),
  ],
  fresh: [resource('staging-neu')],
};

/** What is told of the posture over time. */
export const postureNewsSamples: readonly Sample[] = [
  {
    card: 'posture',
    sample: 'the week',
    make: () =>
      postureDigestCard({
        ...{ latest: day(0, 72.4), before: day(7, 68.1), days, changes, reading: undefined, now },
        worst: [
          standing('Role-based access control', 'High', ['dev-weu', 'staging-weu', 'prod-neu']),
          standing('Registry credentials', 'High', ['contoso', 'contosodev']),
          standing('Network segmentation', 'Medium', ['prod-weu']),
        ],
        buttons: [press('Show the posture'), press('What changed')],
      }),
  },
  {
    card: 'posture',
    sample: 'the week, nothing read',
    make: () =>
      postureDigestCard({
        ...{ latest: undefined, before: undefined, days: [], changes: undefined, worst: [], now },
        reading: {
          startedAt: before(60),
          failure: {
            at: before(60),
            why: "The bot's identity may not ask Resource Graph (403).",
            next: 'Give it Reader on the subscriptions.',
          },
        },
        buttons: [press('Show the posture')],
      }),
  },
  {
    card: 'posture',
    sample: 'what changed',
    make: () =>
      postureChangesCard({
        ...{ changes, filter: '', gaps: [], limited: false, now },
        buttonOf: () => press('Show'),
        buttons: [press('The posture'), press('Look again')],
      }),
  },
  {
    card: 'posture',
    sample: 'what changed, no day yet',
    make: () =>
      postureChangesCard({
        ...{ changes: undefined, filter: 'environment=dev', gaps: [], limited: true, now },
        buttonOf: () => undefined,
        buttons: [press('The posture')],
      }),
  },
];
