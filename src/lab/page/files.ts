import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Route } from './answer.ts';

const require = createRequire(import.meta.url);
const text = (type: string) => ({ 'content-type': `${type}; charset=utf-8` });

/** The page allows itself nothing from elsewhere; styles are set by the card renderer on elements. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Serves the two pages, their styles, the card renderer, and the browser's TypeScript with its types taken out. */
export const files: Route = async ({ method, url }) => {
  if (method !== 'GET') return undefined;
  const here = (name: string) => readFile(join(import.meta.dirname, name), 'utf8');
  const page = { '/': 'page.html', '/gallery': 'gallery.html' }[url.pathname];
  if (page)
    return {
      status: 200,
      body: await here(page),
      headers: { ...text('text/html'), 'content-security-policy': policy },
    };
  if (url.pathname === '/adaptivecards.min.js') {
    const body = await readFile(require.resolve('adaptivecards/dist/adaptivecards.min.js'));
    return { status: 200, body, headers: text('text/javascript') };
  }
  const [, style] = /^\/styles\/([a-z-]+\.css)$/.exec(url.pathname) ?? [];
  if (style) return { status: 200, body: await here(`styles/${style}`), headers: text('text/css') };
  const [, script] = /^\/browser\/([a-z-]+\.ts)$/.exec(url.pathname) ?? [];
  if (script) {
    const body = stripTypeScriptTypes(await here(`browser/${script}`));
    return { status: 200, body, headers: text('text/javascript') };
  }
  return undefined;
};
