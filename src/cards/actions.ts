import type { Button } from '../model/card.ts';
import { plain } from './plain.ts';
import { isLinkAllowed } from './portal-link.ts';

/** As many as Teams shows. */
const mostActions = 6;

/** A card's buttons, as its template wants them: what is pressed first, links after. */
export interface Actions {
  presses: { title: string; verb: string; id: string }[];
  links: { title: string; url: string }[];
}

/** Buttons as a card shows them: six at most, presses before links; a link to a host that is not ours has no button. */
export function actionsOf(buttons: readonly Button[]): Actions {
  const presses = buttons
    .filter((button) => 'verb' in button)
    .slice(0, mostActions)
    .map(({ title, verb, id }) => ({ title: plain(title, 40), verb, id }));
  const links = buttons
    .filter((button) => 'url' in button)
    .filter(({ url }, index, all) => isLinkAllowed(url) && all.findIndex((other) => other.url === url) === index)
    .slice(0, mostActions - presses.length)
    .map(({ title, url }) => ({ title: plain(title, 40), url }));
  return { presses, links };
}
