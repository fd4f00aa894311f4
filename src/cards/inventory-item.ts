import type { Button, Card } from '../model/card.ts';
import type { Inventory, InventoryItem } from '../model/inventory.ts';
import { worstOf } from '../model/inventory-order.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { imageLines, placeLine, riskRow } from './inventory-row.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, asOf } from './when.ts';

/** One thing of the inventory with every risk and what to do about it. */
export function inventoryItemCard(o: {
  item: InventoryItem;
  subscriptions: Inventory['subscriptions'];
  at: Date;
  now: Date;
  buttons: readonly Button[];
}): Card {
  const { item } = o;
  const verdict = `${plain(item.name, 120)}: ${item.risks.length > 0 ? counted(item.risks.length, 'risk') : item.gaps ? 'not all could be read' : 'no risk found'}`;
  return fitted(16, (most) => render('inventory', { verdict, ...viewOf(o, most) }, verdict));
}

const levels = { High: 'attention', Medium: 'warning', Low: 'info' } as const;

function viewOf({ item, subscriptions, at, now, buttons }: Parameters<typeof inventoryItemCard>[0], most: number) {
  const worst = worstOf(item);
  const { shown, more } = some(item.risks, most, (n) => counted(n, 'more risk'));
  return {
    style: verdictStyle(worst ? levels[worst] : item.gaps ? 'unknown' : 'good'),
    states: [placeLine(item, subscriptions), ...imageLines(item, 8)].map((text) => ({ text })),
    names: [{ text: plain(item.id, 400) }],
    summaries: [],
    sections:
      shown.length === 0 ? [] : [{ titles: [{ text: 'Risks, the worst first' }], rows: shown.map(riskRow), more }],
    scopes: [],
    ...gapLines(item.gaps ?? [], item.risks.length === 0, Math.max(1, most)),
    basis: `${asOf(now)} · Resource Graph, read ${ago(at, now)}`,
    ...actionsOf([...buttons, { title: 'Open in the portal', url: resourceLink(item.id) }]),
  };
}
