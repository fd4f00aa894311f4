import { byId } from './element.ts';

/** Light or dark: by the address, else as chosen before, else as the system says. */
export function applyTheme(): void {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('theme');
  const dark = asked ? asked === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  set(dark);
}

/** Wires the switch. */
export function themeSwitch(): void {
  byId('theme').addEventListener('click', () => {
    const dark = document.documentElement.dataset.theme !== 'dark';
    localStorage.setItem('theme', dark ? 'dark' : 'light');
    set(dark);
  });
}

function set(dark: boolean): void {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  const button = document.getElementById('theme');
  button?.setAttribute('aria-pressed', String(dark));
}
