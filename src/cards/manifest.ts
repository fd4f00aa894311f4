import type { Button, Card } from '../model/card.ts';
import type { Manifest } from '../model/manifest.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { codeText } from './code-text.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { verdictStyle } from './verdict-style.ts';

/** What part of an object is shown: the first line's number, counted from 1, and how many lines. */
export interface Part {
  from: number;
  lines: number;
}

/** The answer to "show yaml": the object as the API gives it, so many lines of it. */
export function manifestCard(manifest: Manifest, o: Part & { now: Date; buttons: Button[] }): Card {
  const { kind, name } = manifest.object;
  const title = `${kind} ${name}`;
  return fitted(o.lines, (most) => render('manifest', viewOf(manifest, o, Math.max(most, 5)), title));
}

function viewOf(
  { object, cluster, lines, leftOut }: Manifest,
  o: Part & { now: Date; buttons: Button[] },
  most: number,
) {
  const shown = lines.value.slice(o.from - 1, o.from - 1 + most);
  const left = lines.value.length - (o.from - 1) - shown.length;
  const last = o.from - 1 + shown.length;
  const isWhole = o.from === 1 && left <= 0;
  return {
    style: verdictStyle('info'),
    verdict: plain(`${object.kind} ${object.name}`, 200),
    facts: isWhole ? [] : [{ text: `Lines ${o.from} to ${last} of ${lines.value.length}` }],
    place: `${[cluster, object.namespace]
      .filter(Boolean)
      .map((it) => plain(it, 80))
      .join(' / ')} · without ${leftOut.join(', ')} and secrets`,
    texts: [
      {
        ...codeText(shown, o.from),
        more: left > 0 ? [{ text: counted(left, 'more line') }] : [],
      },
    ],
    basis: basisOf([lines], o.now),
    ...actionsOf(o.buttons),
  };
}
