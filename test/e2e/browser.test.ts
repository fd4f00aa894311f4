import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, startBrowser } from './browser.ts';
import { bundledChromium } from './bundled-chromium.ts';

describe('the browser for tests', () => {
  it('is the one that CHROME_PATH names', async () => {
    const found = await findBrowser({ CHROME_PATH: process.execPath }, []);

    expect(found.path).toBe(process.execPath);
  });

  it('refuses a CHROME_PATH that cannot be run', async () => {
    await expect(findBrowser({ CHROME_PATH: '/nowhere/chrome' }, [])).rejects.toThrow('/nowhere/chrome');
  });

  it('is a system browser before the one that npm brought', async () => {
    const found = await findBrowser({}, ['/nowhere/chromium', process.execPath]);

    expect(found.path).toBe(process.execPath);
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the browser that npm brought', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watchkeeper-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('runs with nothing but its own libraries and fonts', async () => {
    const browser = await startBrowser(await bundledChromium(folder));
    const page = await browser.newPage();

    await page.setContent('<span>Watch</span>');

    expect((await page.locator('span').boundingBox())?.width).toBeGreaterThan(20);
    await browser.close();
  });
});
