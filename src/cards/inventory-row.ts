import type { Button } from '../model/card.ts';
import type { Inventory, InventoryItem, Risk, RiskLevel } from '../model/inventory.ts';
import { worstOf } from '../model/inventory-order.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { rowPress } from './row-press.ts';
import { names } from './some.ts';

const colors: Record<RiskLevel, string> = { High: 'Attention', Medium: 'Warning', Low: 'Default' };
/** Of one thing in a list. */
const mostRisks = 2;

/** A thing of the inventory in a list: what it is, where and whose, its worst risks, and what to do about the worst. */
export function inventoryRow(
  item: InventoryItem,
  subscriptions: Inventory['subscriptions'],
  button: Button | undefined,
) {
  const worst = worstOf(item);
  const left = item.risks.length - mostRisks;
  const [first] = item.risks;
  return {
    mark: worst ? '●  ' : item.gaps ? '?  ' : '✓  ',
    color: worst ? colors[worst] : item.gaps ? 'Warning' : 'Good',
    name: plain(item.name, 120),
    flag: worst ? `  ${worst}` : ' ',
    lines: [
      placeLine(item, subscriptions),
      ...imageLines(item, 1),
      ...item.risks.slice(0, mostRisks).map(({ level, reason }) => `${level}: ${plain(reason, 200)}`),
      ...(left > 0 ? [counted(left, 'more risk')] : []),
      ...(item.gaps
        ? [
            `Not read: ${names(
              item.gaps.map(({ what }) => plain(what, 80)),
              2,
            )}`,
          ]
        : []),
      ...(first ? [`Next: ${plain(first.next, 200)}`] : []),
    ].map((text) => ({ text })),
    ...rowPress(button),
  };
}

/** A risk on the card of one thing. */
export function riskRow(it: Risk) {
  return {
    ...{ mark: '●  ', color: colors[it.level], name: plain(it.reason, 300), flag: `  ${it.level}` },
    lines: [{ text: `Next: ${plain(it.next, 300)}` }],
    ...rowPress(undefined),
  };
}

/** "Batch pools · 12 nodes · production · westeurope · owner team-insight · Contoso Production". */
export function placeLine(it: InventoryItem, subscriptions: Inventory['subscriptions']): string {
  const subscription = subscriptions.get(it.subscriptionId.toLowerCase());
  return [
    plain(it.platform, 60),
    ...(it.count ? [plain(it.count, 60)] : []),
    ...(it.environment ? [plain(it.environment, 60)] : []),
    plain(it.location || 'region unknown', 60),
    it.owner ? `owner ${plain(it.owner, 80)}` : 'no owner',
    ...(subscription ? [plain(subscription, 80)] : []),
  ].join(' · ');
}

/** The images, as many as are wanted; none where there is none. */
export function imageLines({ images }: InventoryItem, most: number): string[] {
  if (images.length === 0) return [];
  const shown = images.map((image) => plain(image, 120));
  return [`${images.length === 1 ? 'Image' : 'Images'} ${names(shown, most)}`];
}
