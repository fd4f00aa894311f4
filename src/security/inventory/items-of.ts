import type { Gap } from '../../model/gap.ts';
import type { InventoryItem } from '../../model/inventory.ts';
import { byLevel } from '../../model/inventory-order.ts';
import { withoutLogin } from './image-risks.ts';
import type { Listed, Platform } from './platform.ts';
import { lowerTags, type Row } from './row.ts';
import type { Surroundings } from './surroundings.ts';

interface Judging {
  platforms: readonly Platform[];
  around: Surroundings;
  /** Tags that name the owner, the first that is there; small letters. */
  ownerTags: readonly string[];
}

/** The rows as things of the inventory; one whose fields are not understood is listed all the same, with a gap. */
export function itemsOf(rows: readonly Row[], judging: Judging): InventoryItem[] {
  const byName = new Map(judging.platforms.map((it) => [it.name, it]));
  return rows.flatMap((row) => {
    const platform = byName.get(row.platform);
    return platform ? [itemOf(row, platform, judging)] : [];
  });
}

function itemOf(row: Row, platform: Platform, { around, ownerTags }: Judging): InventoryItem {
  const it: Listed = { id: row.id, name: row.name, location: row.location ?? '', tags: lowerTags(row.tags) };
  const fields = platform.row.safeParse(row.read);
  const told = fields.success
    ? platform.tell(fields.data, it, around)
    : { count: 'settings not understood', risks: [], gaps: [notUnderstood(it.name, fields.error.issues)] };
  const tags = { ...told.home?.tags, ...it.tags };
  const owner = ownerTags.map((tag) => tags[tag.toLowerCase()]).find((name) => name !== undefined);
  const environment = tags.environment ?? tags.env;
  return {
    ...{ id: it.id, platform: platform.name, name: told.name ?? it.name, subscriptionId: row.subscriptionId },
    ...{ resourceGroup: row.resourceGroup ?? '', location: it.location || (told.home?.location ?? '') },
    ...(environment !== undefined && { environment: environment.toLowerCase() }),
    ...(owner !== undefined && { owner }),
    ...(told.count !== undefined && { count: told.count }),
    images: (told.images ?? []).map(withoutLogin),
    risks: byLevel(told.risks),
    ...(told.gaps && told.gaps.length > 0 && { gaps: told.gaps }),
  };
}

function notUnderstood(name: string, issues: readonly { path: readonly PropertyKey[]; code?: string }[]): Gap {
  // Where and what kind, never the value: it may be a secret.
  const where = issues.slice(0, 3).map(({ path, code }) => `${path.map(String).join('.')} (${code ?? 'odd'})`);
  return {
    what: `risks of ${name}`,
    service: 'Resource Graph',
    why: `Its settings came in a form that is not understood: ${where.join(', ')}.`,
    next: 'Look at it in the portal, and report this with the version of the bot.',
  };
}
