import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { host: { type: 'string' }, out: { type: 'string', default: resolve(root, 'dist') } },
});
const appId = process.env.TEAMS_APP_ID;

if (!appId || !values.host) {
  console.error(
    'Say whose package it is: TEAMS_APP_ID=<app registration id> npm run package -- --host <public host name of the bot>',
  );
  process.exit(1);
}
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
try {
  const zip = buildPackage({ appId, host: values.host, version });
  const file = resolve(values.out, `watchkeeper-${version}.zip`);
  mkdirSync(values.out, { recursive: true });
  writeFileSync(file, zip);
  console.log(`${file} (${zip.length} bytes): upload it in Teams under Apps, Manage your apps.`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
