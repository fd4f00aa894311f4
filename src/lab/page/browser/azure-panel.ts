import type { AzureRequest } from '../azure-requests.ts';
import { byId, element } from './element.ts';
import { tabs } from './tabs.ts';

/** How many requests are kept in sight. */
const most = 200;

/** Wires the panel about Azure, a sheet on a phone; the returned function adds one request, newest first. */
export function azurePanel(available: boolean, titles: ReadonlyMap<string, string>): (request: AzureRequest) => void {
  const panel = byId('azure');
  const list = byId('azure-list');
  const button = byId('azure-toggle');
  button.hidden = !available;
  tabs(['tab-calls', 'tab-apis']);
  const toggle = (open: boolean, focus = false) => {
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (focus) (open ? byId('azure-close') : button).focus();
  };
  button.addEventListener('click', () => toggle(panel.hidden === true, true));
  byId('azure-close').addEventListener('click', () => toggle(false, true));
  byId('azure-shade').addEventListener('click', () => toggle(false));
  byId('weather-open').addEventListener('click', () => {
    toggle(true);
    byId('tab-apis').click();
    byId('tab-apis').focus();
  });
  panel.addEventListener('keydown', ({ key }) => key === 'Escape' && toggle(false, true));
  byId('azure-clear').addEventListener('click', () => list.replaceChildren());
  return (request) => {
    list.prepend(entry(request, titles.get(request.api) ?? request.api));
    if (list.childElementCount > most) list.lastElementChild?.remove();
  };
}

function entry({ method, host, path, kql, status, durationMs }: AzureRequest, title: string): HTMLElement {
  const trouble = status === undefined || status >= 400;
  const head = element(
    'span',
    { class: 'azure-head' },
    element('strong', {}, title),
    element(
      'span',
      { class: trouble ? 'azure-status azure-trouble' : 'azure-status' },
      status === undefined ? 'no answer' : String(status),
    ),
    durationMs !== undefined && element('span', {}, `${Math.round(durationMs)} ms`),
  );
  const what = element('code', {}, `${method} ${host}${path}`);
  return element(
    'li',
    {},
    head,
    what,
    kql !== undefined && element('details', {}, element('summary', {}, 'Query'), element('pre', {}, kql)),
  );
}
