import type { Card } from '../../../model/card.ts';
import { cardView } from './card-view.ts';
import { byId, element } from './element.ts';
import { ask } from './lab-api.ts';
import { applyTheme } from './theme.ts';

const chosen = new URLSearchParams(location.search);
const samples = (await ask('GET', '/api/gallery')) as { card: string; sample: string }[];

applyTheme();
document.documentElement.dataset.width = chosen.get('width') ?? 'wide';
byId('filters').append(
  link('All', { card: undefined, sample: undefined }, !chosen.get('card')),
  ...[...new Set(samples.map(({ card }) => card))].map((card) =>
    link(card, { card, sample: undefined }, chosen.get('card') === card),
  ),
  element('span', { class: 'gap' }),
  link('Light', { theme: 'light' }, document.documentElement.dataset.theme === 'light'),
  link('Dark', { theme: 'dark' }, document.documentElement.dataset.theme === 'dark'),
  link('Wide', { width: 'wide' }, chosen.get('width') !== 'narrow'),
  link('Narrow', { width: 'narrow' }, chosen.get('width') === 'narrow'),
);

const shown = samples.filter(
  ({ card, sample }) => (chosen.get('card') ?? card) === card && (chosen.get('sample') ?? sample) === sample,
);
byId('cards').append(...(await Promise.all(shown.map(frame))));
document.documentElement.dataset.ready = 'true';

async function frame({ card, sample }: { card: string; sample: string }): Promise<HTMLElement> {
  const made = (await ask('GET', `/api/gallery/card?${new URLSearchParams({ card, sample })}`)) as Card;
  const note = element('p', { class: 'note', role: 'status', hidden: true });
  const notify = (text: string) => {
    note.textContent = text;
    note.hidden = false;
  };
  const view = cardView(made.json, {
    notify,
    press: async (action) => ({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: `Pressed: ${JSON.stringify(action)}`,
    }),
  });
  const caption = link(`${card} · ${sample}`, { card, sample }, false);
  return element(
    'figure',
    { 'data-sample': `${card}/${sample}` },
    element('figcaption', {}, caption, ` — ${made.summary}`),
    view,
    note,
  );
}

function link(text: string, change: Record<string, string | undefined>, current: boolean): HTMLElement {
  const search = new URLSearchParams(chosen);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  return element('a', { href: `?${search}`, 'aria-current': current ? 'true' : undefined }, text);
}
