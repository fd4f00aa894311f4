import type { Inventory, InventoryItem } from '../model/inventory.ts';
import { worstOf } from '../model/inventory-order.ts';

const columns = [
  ...['platform', 'name', 'count', 'worst risk', 'risks', 'next steps', 'owner', 'environment', 'region'],
  ...['subscription', 'resource group', 'images', 'id'],
];
/** Of a list in one cell. */
const mostParts = 12;
const longestCell = 600;

/** Lines of CSV (RFC 4180, commas), the first with the columns' names. No cell is a formula to a spreadsheet, whatever it begins with. */
export function inventoryCsv(items: readonly InventoryItem[], subscriptions: Inventory['subscriptions']): string[] {
  return [columns.join(','), ...items.map((item) => cellsOf(item, subscriptions).map(cell).join(','))];
}

function cellsOf(it: InventoryItem, subscriptions: Inventory['subscriptions']): string[] {
  return [
    ...[it.platform, it.name, it.count ?? '', worstOf(it) ?? (it.gaps ? 'not all read' : '')],
    ...[list(it.risks.map(({ level, reason }) => `${level}: ${reason}`)), list(it.risks.map(({ next }) => next))],
    ...[it.owner ?? '', it.environment ?? '', it.location],
    ...[subscriptions.get(it.subscriptionId.toLowerCase()) ?? it.subscriptionId, it.resourceGroup],
    ...[list(it.images), it.id],
  ];
}

function list(parts: readonly string[]): string {
  const left = parts.length - mostParts;
  return [...parts.slice(0, mostParts), ...(left > 0 ? [`${left} more`] : [])].join('; ');
}

/** A text in quotes where CSV needs them; what a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim();
  const short = line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line;
  const safe = /^[=+\-@]/.test(short) ? `'${short}` : short;
  return /[",;\r\n]/.test(safe) || safe !== short ? `"${safe.replaceAll('"', '""')}"` : safe;
}
