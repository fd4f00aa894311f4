import { UserError } from '../../errors.ts';
import { closest } from '../../model/closest.ts';
import { environmentNames } from '../../model/environment-names.ts';
import type { Inventory, InventoryItem } from '../../model/inventory.ts';
import { worstOf } from '../../model/inventory-order.ts';
import type { SaidInventory } from './inventory-fields.ts';

/** Codes of the risks of what anybody may reach. */
const publicRisks: ReadonlySet<string> = new Set([
  'docker-port-open',
  'open-api-server',
  'public-address',
  'public-ingress',
  'public-network',
]);

const nouns = ['owner', 'subscription', 'environment', 'region'] as const;

/**
 * Those of the items that are within what was said; a place may be an environment, a region, an owner, a subscription, a
 * resource group or the thing's own name. Throws UserError for a name that none of the items has.
 */
export function narrowed(
  items: readonly InventoryItem[],
  said: SaidInventory,
  subscriptions: Inventory['subscriptions'],
): InventoryItem[] {
  const known = (item: InventoryItem) => namesOf(item, subscriptions);
  for (const noun of nouns) {
    const wanted = said[noun];
    if (wanted !== undefined)
      refuseUnknown(
        noun,
        wanted,
        items.flatMap((it) => known(it)[noun]),
      );
  }
  for (const place of said.places ?? [])
    refuseUnknown(
      'environment, region, owner, subscription or name',
      place,
      items.flatMap((it) => Object.values(known(it)).flat()),
    );
  return items.filter((item) => {
    if (said.platform !== undefined && item.platform !== said.platform) return false;
    if (said.risky && item.risks.length === 0) return false;
    if (said.level !== undefined && worstOf(item) !== said.level) return false;
    if (said.exposed && !item.risks.some(({ code }) => publicRisks.has(code))) return false;
    if (said.unowned && item.owner !== undefined) return false;
    const its = known(item);
    return (
      nouns.every((noun) => said[noun] === undefined || has(its[noun], said[noun])) &&
      (said.places ?? []).every((place) => has(Object.values(its).flat(), place))
    );
  });
}

function namesOf(item: InventoryItem, subscriptions: Inventory['subscriptions']) {
  const subscription = subscriptions.get(item.subscriptionId.toLowerCase());
  return {
    owner: item.owner === undefined ? [] : [item.owner],
    subscription: [item.subscriptionId, ...(subscription === undefined ? [] : [subscription])],
    environment: item.environment === undefined ? [] : environmentNames(item.environment),
    region: [item.location],
    other: [item.resourceGroup, item.name],
  };
}

function has(names: readonly string[], wanted: string): boolean {
  return names.some((name) => same(name, wanted));
}

/** Upper and lower case are the same, and so are spaces, hyphens and nothing between words: "West Europe". */
function same(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

const bare = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');

function refuseUnknown(noun: string, wanted: string, names: readonly string[]): void {
  if (has(names, wanted)) return;
  const short = new Set(names.flatMap((name) => environmentNames(name).slice(1)));
  const near = closest(wanted, new Set(names.filter((name) => !short.has(name)))).slice(0, 3);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' See all: inventory.';
  throw new UserError(`Nothing in the inventory has the ${noun} "${wanted}".${meant}`);
}
