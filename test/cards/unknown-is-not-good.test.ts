import { expect, it } from 'vitest';
import { inventoryCard } from '../../src/cards/inventory.ts';
import { postureEstateCard } from '../../src/cards/posture-estate.ts';
import type { Gap } from '../../src/model/gap.ts';
import { partsOfType } from './card-parts.ts';

const now = new Date('2026-11-25T12:00:00Z');
const gap: Gap = { what: 'Batch pools', service: 'Resource Graph', why: 'It does not answer.', next: 'Wait.' };
const style = ({ json }: { json: unknown }) => partsOfType(json, /^Container$/)[0]?.style;

it.each([
  ['of which all was read', [], 'good'],
  ['of which something could not be read', [gap], 'emphasis'],
])('an inventory without risks, %s, has its colour', (_, gaps, colour) => {
  const item = {
    ...{ id: '/a', platform: 'AKS', name: 'a', subscriptionId: 's', resourceGroup: 'g', location: 'westeurope' },
    ...{ images: [], risks: [] },
  };
  const card = inventoryCard({
    ...{ platforms: [], items: [item], rows: [], from: 1, subscriptions: new Map(), filter: '', gaps },
    ...{ limited: false, at: now, buttons: [], now },
  });

  expect(style(card)).toBe(colour);
});

it.each([
  ['that was looked at', [], 'good', /all passes/],
  ['of which a cluster was never looked at', ['prod-weu'], 'emphasis', /nothing fails of what could be read/],
])('a posture %s has its colour and its words', (_, neverRead, colour, words) => {
  const counts = { fail: 0, unread: 0, pass: 9, 'not-applicable': 0, excepted: 0 };
  const card = postureEstateCard({
    ...{ score: { percent: 100, atBest: 100, counts }, standings: [], noun: 'practice', resources: 2, filter: '' },
    ...{ trend: undefined, changes: undefined, secureScore: undefined, accepted: [], gaps: [], neverRead },
    ...{ keptFrom: undefined, limited: false, buttons: [], now },
  });

  expect(style(card)).toBe(colour);
  expect(card.summary).toMatch(words);
});
