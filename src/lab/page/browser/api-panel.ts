import type { ApiState, Mood } from '../azure-mood.ts';
import { byId, element } from './element.ts';
import { clearApis, setApi } from './lab-api.ts';

const moods: Record<Mood, { choose: string; tell: string }> = {
  ok: { choose: 'as usual', tell: '' },
  throttled: { choose: 'too many requests (429)', tell: 'throttles (429)' },
  forbidden: { choose: 'forbidden (403)', tell: 'forbids (403)' },
  failing: { choose: 'internal error (500)', tell: 'fails (500)' },
  unavailable: { choose: 'unavailable (503)', tell: 'is unavailable (503)' },
  unreachable: { choose: 'connection refused', tell: 'cannot be reached' },
  hangs: { choose: 'never', tell: 'never answers' },
};

/** Draws a slider and a choice for each API; the returned function tells it how each one is now. */
export function apiPanel(apis: ApiState[], trouble: (text: string) => void): (apis: ApiState[]) => void {
  const rows = new Map(apis.map((api) => [api.api, row(api, change)]));
  byId('api-list').replaceChildren(...[...rows.values()].map(({ item }) => item));
  for (const id of ['weather-clear', 'api-clear']) byId(id).addEventListener('click', () => tried(clearApis()));

  function tried(asked: Promise<void>): void {
    asked.catch((error: unknown) => trouble(error instanceof Error ? error.message : String(error)));
  }
  function change(api: ApiState): void {
    tried(setApi(api));
  }

  return (now) => {
    for (const api of now) rows.get(api.api)?.show(api);
    const unwell = now.filter(isUnwell);
    byId('weather').hidden = unwell.length === 0;
    byId('azure-toggle').classList.toggle('unwell', unwell.length > 0);
    byId<HTMLButtonElement>('api-clear').disabled = unwell.length === 0;
    byId('weather-text').replaceChildren(
      ...unwell.flatMap((api, index) => [index > 0 ? ' · ' : '', element('strong', {}, api.title), ` ${toldOf(api)}`]),
    );
  };
}

const isUnwell = ({ latencyMs, mood }: ApiState): boolean => latencyMs > 0 || mood !== 'ok';
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function toldOf({ latencyMs, mood, partly }: ApiState): string {
  const waits = latencyMs > 0 ? `waits ${seconds(latencyMs)}` : '';
  return [waits, moods[mood].tell].filter(Boolean).join(' and ') + (partly ? ', in part' : '');
}

function row(api: ApiState, change: (api: ApiState) => void) {
  let now = api;
  const id = `api-${api.api}`;
  const range = element('input', {
    type: 'range',
    id: `${id}-latency`,
    min: '0',
    max: '10000',
    step: '250',
    'aria-label': `Latency of ${api.title}`,
  });
  const value = element('output', { for: `${id}-latency` });
  const choice = element(
    'select',
    { 'aria-label': `Answer of ${api.title}` },
    ...Object.entries(moods).map(([mood, { choose }]) => element('option', { value: mood }, choose)),
  );
  const item = element(
    'li',
    {},
    element('h3', {}, api.title),
    element('span', { class: 'api-word', 'aria-hidden': 'true' }, 'Waits'),
    range,
    value,
    element('span', { class: 'api-word', 'aria-hidden': 'true' }, 'Answers'),
    choice,
  );

  function say(latencyMs: number): void {
    value.textContent = seconds(latencyMs);
    range.setAttribute('aria-valuetext', seconds(latencyMs));
  }
  function show(state: ApiState): void {
    now = state;
    range.value = String(state.latencyMs);
    choice.value = state.mood;
    say(state.latencyMs);
    item.classList.toggle('unwell', isUnwell(state));
  }
  range.addEventListener('input', () => say(Number(range.value)));
  for (const control of [range, choice])
    control.addEventListener('change', () =>
      change({ ...now, latencyMs: Number(range.value), mood: choice.value as Mood }),
    );
  show(api);
  return { item, show };
}
