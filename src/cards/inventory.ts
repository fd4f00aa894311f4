import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { Inventory, InventoryItem } from '../model/inventory.ts';
import { worstOf } from '../model/inventory-order.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { inventoryRow } from './inventory-row.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted, grouped } from './quantity.ts';
import { render } from './render.ts';
import { scopeLines } from './scope-lines.ts';
import { type Level, verdictStyle } from './verdict-style.ts';
import { ago, asOf } from './when.ts';

/** How much there is of a platform. */
export interface PlatformOnCard {
  platform: string;
  count: number;
  /** How many have a risk that is High, and how many have any. */
  high: number;
  risky: number;
  button: Button | undefined;
}

/** What the card of the inventory is made of. */
export interface InventoryOnCard {
  /** Empty where one platform was asked for, or a later page. */
  platforms: readonly PlatformOnCard[];
  /** All that fit, the worst first. */
  items: readonly InventoryItem[];
  /** Those of this page. */
  rows: readonly { item: InventoryItem; button: Button | undefined }[];
  /** Number of the first of them, counted from 1. */
  from: number;
  subscriptions: Inventory['subscriptions'];
  /** As it was asked; empty when it is not narrowed. */
  filter: string;
  gaps: readonly Gap[];
  limited: boolean;
  /** When it was read. */
  at: Date;
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "inventory": how much there is of each platform, and a page of the list, the worst first. */
export function inventoryCard(o: InventoryOnCard): Card {
  const verdict = verdictOf(o);
  return fitted(Math.max(o.rows.length, 8), (most) => render('inventory', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf(o: InventoryOnCard, most: number) {
  const shown = o.rows.slice(0, most);
  const last = o.from - 1 + shown.length;
  const isPart = shown.length < o.items.length;
  return {
    style: verdictStyle(levelOf(o)),
    states: statesOf(o),
    names: o.filter === '' ? [] : [{ text: plain(o.filter, 200) }],
    summaries: o.platforms.length > 1 ? [{ title: 'By platform', rows: o.platforms.flatMap(platformRow) }] : [],
    sections:
      shown.length === 0
        ? []
        : [
            {
              titles: [
                { text: isPart ? `Worst first: ${o.from} to ${last} of ${grouped(o.items.length)}` : 'Worst first' },
              ],
              rows: shown.map(({ item, button }) => inventoryRow(item, o.subscriptions, button)),
              more: [],
            },
          ],
    scopes: scopeLines('resources', o),
    ...gapLines(o.gaps, o.items.length === 0, Math.max(1, most)),
    basis: `${asOf(o.now)} · Resource Graph, read ${ago(o.at, o.now)}${subscriptionsText(o)}`,
    ...actionsOf(o.buttons),
  };
}

function verdictOf({ items, filter, gaps }: InventoryOnCard): string {
  if (items.length === 0 && gaps.length > 0) return 'The inventory could not be read in full';
  if (items.length === 0) return filter === '' ? 'Nothing here runs containers' : 'Nothing that fits';
  const high = items.filter((it) => worstOf(it) === 'High').length;
  const things = counted(items.length, 'container resource');
  return high === 0 ? `${things}, none at high risk` : `${things}, ${grouped(high)} at high risk`;
}

function statesOf({ items }: InventoryOnCard): { text: string }[] {
  const medium = items.filter((it) => worstOf(it) === 'Medium').length;
  const low = items.filter((it) => worstOf(it) === 'Low').length;
  const ownerless = items.filter(({ owner }) => owner === undefined).length;
  const clean = items.filter(({ risks, gaps }) => risks.length === 0 && gaps === undefined).length;
  const parts = [
    ...(medium > 0 ? [`${grouped(medium)} at medium risk`] : []),
    ...(low > 0 ? [`${grouped(low)} at low`] : []),
    ...(clean > 0 ? [`${grouped(clean)} without risk`] : []),
    ...(ownerless > 0 ? [`${grouped(ownerless)} without an owner`] : []),
  ];
  return parts.length > 0 ? [{ text: parts.join(' · ') }] : [];
}

function levelOf({ items, gaps }: InventoryOnCard): Level {
  if (items.length === 0) return gaps.length > 0 ? 'unknown' : 'info';
  const worst = items[0] && worstOf(items[0]);
  if (worst !== undefined) return worst === 'High' ? 'attention' : worst === 'Medium' ? 'warning' : 'info';
  return gaps.length > 0 ? 'unknown' : 'good';
}

function platformRow({ platform, count, high, risky, button }: PlatformOnCard) {
  if (!button || !('verb' in button)) return [];
  const rest = risky - high;
  return [
    {
      ...{ name: plain(platform, 60), count: `  ${grouped(count)}` },
      high: high > 0 ? `${grouped(high)} high` : ' ',
      rest: rest > 0 ? `${high > 0 ? ' · ' : ''}${grouped(rest)} lower` : high > 0 ? ' ' : 'no risks',
      ...{ press: plain(`Only ${platform}`, 60), verb: button.verb, id: button.id },
    },
  ];
}

/** To who is limited to some places, how many subscriptions there are is not told. */
function subscriptionsText({ subscriptions, limited }: InventoryOnCard): string {
  return limited || subscriptions.size === 0 ? '' : `, ${counted(subscriptions.size, 'subscription')}`;
}
