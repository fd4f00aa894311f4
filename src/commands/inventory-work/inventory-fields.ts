import { z } from 'zod';
import { platforms } from '../../security/inventory/read-inventory.ts';
import { says } from '../language/field.ts';

/** A name of anything in Azure, quoted where it has spaces; it is only ever compared. */
const text = z.string().trim().min(1).max(100);

const names = platforms.map(({ name }) => name) as [string, ...string[]];

/** What the inventory can be narrowed to: a platform, whose it is and where, or names of which nobody said what they are. */
export const inventoryFields = {
  platform: z
    .enum(names)
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'platform',
        implies: true,
        // Those of more words first: "service fabric managed" is not "service fabric".
        words: Object.fromEntries(
          platforms.toSorted((a, b) => b.name.length - a.name.length).map(({ name, words }) => [name, words]),
        ),
        idle: ['list', 'platform', 'platforms', 'containers', 'resources', 'services', 'things'],
      }),
    ),
  // Before "risk" alone.
  level: z
    .literal('High')
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'level',
        words: { High: ['high risk', 'high', 'at high risk', 'high risks', 'critical', 'worst', 'dangerous'] },
      }),
    ),
  risky: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'risky',
        words: { true: ['risky', 'risks', 'risk', 'at risk', 'with risks', 'flagged', 'unsafe', 'bad', 'problems'] },
      }),
    ),
  exposed: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'exposed',
        words: {
          true: [
            ...['exposed', 'public', 'with a public ip', 'with public ip', 'public ip', 'public ips', 'public address'],
            ...['public addresses', 'open', 'open to the internet', 'on the internet', 'to the internet', 'internet'],
          ],
        },
      }),
    ),
  unowned: z
    .boolean()
    .optional()
    .meta(
      says({
        is: 'flag',
        noun: 'unowned',
        words: {
          true: [
            ...['without owner', 'without an owner', 'without owners', 'no owner', 'with no owner', 'unowned'],
            ...['ownerless', 'has no owner', 'missing owner', 'nobody owns'],
          ],
        },
      }),
    ),
  owner: text.optional().meta(says({ is: 'name', noun: 'owner', keys: ['owner', 'team'], after: ['by'] })),
  subscription: text.optional().meta(says({ is: 'name', noun: 'subscription', keys: ['subscription', 'sub'] })),
  environment: text.optional().meta(says({ is: 'name', noun: 'environment', keys: ['environment', 'env'] })),
  region: text.optional().meta(says({ is: 'name', noun: 'region', keys: ['region', 'location'] })),
  places: z
    .array(text)
    .max(2)
    .optional()
    .meta(says({ is: 'places', noun: 'place', after: ['in', 'on', 'at', 'of', 'for'], bare: true })),
};

/** The fields as they were said. */
export interface SaidInventory {
  platform?: string | undefined;
  risky?: boolean | undefined;
  /** Only what is at high risk. */
  level?: 'High' | undefined;
  /** Only what the Internet may reach. */
  exposed?: boolean | undefined;
  /** Only what names no owner. */
  unowned?: boolean | undefined;
  owner?: string | undefined;
  subscription?: string | undefined;
  environment?: string | undefined;
  region?: string | undefined;
  places?: string[] | undefined;
}

/** The narrowing as it would be typed; empty when there is none. */
export function narrowedText({
  platform,
  risky,
  level,
  exposed,
  unowned,
  places = [],
  ...keyed
}: SaidInventory): string {
  const pairs = Object.entries(keyed).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  return [
    ...(platform ? [platform] : []),
    ...pairs,
    ...places.map((it) => `in ${it}`),
    ...(risky ? ['risky'] : []),
    ...(level ? ['at high risk'] : []),
    ...(exposed ? ['open to the Internet'] : []),
    ...(unowned ? ['without an owner'] : []),
  ].join(', ');
}
