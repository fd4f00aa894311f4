import { accessSync, constants, existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { bundledChromium } from './bundled-chromium.ts';

/** Where systems put Chromium and Chrome. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What a browser is started by. */
export interface BrowserProgram {
  path: string;
  args: string[];
  env: Record<string, string>;
}

/** CHROME_PATH, then a system's Chromium or Chrome, then the one that npm brought (Linux, x64). */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env, places = usualPlaces): Promise<BrowserProgram> {
  const named = env.CHROME_PATH;
  if (named) {
    accessSync(named, constants.X_OK);
    return { path: named, args: [], env: {} };
  }
  const found = places.find((path) => existsSync(path));
  return found ? { path: found, args: [], env: {} } : bundledChromium();
}

/** Starts a browser without a window, that speaks to nobody but the page. */
export async function startBrowser(program?: BrowserProgram): Promise<Browser> {
  const { path, args, env } = program ?? (await findBrowser());
  const quiet = ['quic', 'background-networking', 'component-update', 'sync', 'gpu'].map((it) => `--disable-${it}`);
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: ['--no-sandbox', '--no-first-run', ...quiet, ...args],
    env: { ...definedOf(process.env), ...env },
  });
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
