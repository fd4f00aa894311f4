import type { Button } from '../model/card.ts';
import { plain } from './plain.ts';

/** A row of a list that can be pressed as a whole, or one that only tells; the template shows one of the two. */
export function rowPress(button: Button | undefined) {
  if (!button || !('verb' in button)) return { isPlain: true, isPressed: false };
  return { isPlain: false, isPressed: true, title: plain(button.title, 60), press: button.verb, id: button.id };
}
