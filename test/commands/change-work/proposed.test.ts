import { expect, it } from 'vitest';
import { proposed } from '../../../src/commands/change-work/proposed.ts';
import { raisedLimit } from '../../../src/lab/gallery/change-data.ts';
import type { Place } from '../../../src/model/place.ts';
import { textOf } from '../start-dialogue.ts';

it.each<[Place['kind'], string, 'proposed' | 'approved', RegExp | undefined]>([
  ['channel', 'here', 'proposed', undefined],
  ['groupChat', 'here', 'proposed', undefined],
  ['personal', 'here', 'proposed', /Nobody else is in this chat to approve it/],
  ['personal', 'here', 'approved', undefined],
  ['personal', 'there', 'proposed', /in another conversation/],
])('in a place of kind %s, of a change that was asked for %s and is %s, says more: %s', (kind, asked, state, more) => {
  const place: Place = { tenantId: 't', kind, conversationId: 'here', channelId: 'here' };

  const { card, isShown } = proposed({ ...raisedLimit, state, conversation: asked }, { place });

  // What its own card says is not said twice.
  expect(isShown ?? false).toBe(more === undefined);
  if (more) expect(textOf(card.json)).toMatch(more);
});
