import { readFileSync } from 'node:fs';

/** What a tenant's own package is filled with. */
export interface Placeholders {
  /** Application (client) id of the bot registration; also the Teams app's id. */
  appId: string;
  /** Public host name of the bot, without scheme: the developer's links point there. */
  host: string;
  /** Three numbers, as in package.json. */
  version: string;
}

/** The manifest's JSON, filled; throws on a placeholder that nobody gave. */
export function fillManifest({ appId, host, version }: Placeholders): Record<string, unknown> {
  const values: Record<string, string> = { TEAMS_APP_ID: appId, HOST: host, VERSION: version };
  const template = readFileSync(new URL('manifest.json', import.meta.url), 'utf8');
  const filled = template.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`manifest.json asks for ${name}, which nothing gives.`);
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(filled);
}
