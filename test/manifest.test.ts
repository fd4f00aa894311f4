import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildPackage } from '../manifest/build-package.ts';
import { iconProblems, manifestProblems } from '../manifest/check-manifest.ts';
import { fillManifest } from '../manifest/fill-manifest.ts';
import { linkHosts } from '../src/cards/portal-link.ts';
import * as commands from '../src/commands/index.ts';

const root = resolve(import.meta.dirname, '..');
const schemaFile = resolve(root, '../shared/teams/schemas/MicrosoftTeams.schema-v1.30.json');
const filling = { appId: '7d1f1c2e-55a4-4b3b-9c55-1b8d2a6f0b11', host: 'watchkeeper.contoso.com', version: '0.1.0' };

interface Manifest {
  validDomains: string[];
  bots: { commandLists: { commands: { title: string; description: string }[] }[] }[];
}
const manifest = fillManifest(filling) as unknown as Manifest & Record<string, unknown>;

describe('the app manifest', () => {
  it.skipIf(!existsSync(schemaFile))('is valid by the schema 1.30 of Teams', () => {
    const ajv = new Draft04.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    validate(manifest);

    expect(validate.errors ?? []).toEqual([]);
  });

  it('offers as many commands as Teams shows, each in its own words', () => {
    const known = new Map(Object.values(commands).map(({ name, summary }) => [name, summary]));

    for (const { commands: offered } of manifest.bots.flatMap((bot) => bot.commandLists)) {
      expect(offered).toHaveLength(10);
      expect(offered.map(({ title }) => ({ title, description: known.get(title) }))).toEqual(offered);
    }
  });

  it('trusts exactly the hosts that a button may open', () => {
    expect(manifest.validDomains.toSorted()).toEqual([...linkHosts].sort());
  });

  it('is refused with every fault named', () => {
    const problems = manifestProblems({ ...fillManifest({ ...filling, appId: 'not-a-guid' }), validDomains: ['*'] });

    expect(problems).toEqual([
      expect.stringContaining('id: must be the app registration id (TEAMS_APP_ID), a GUID'),
      expect.stringContaining('bots.0.botId'),
      expect.stringContaining('validDomains.0'),
    ]);
  });

  it('has icons of the sizes that Teams wants', () => {
    const icon = (name: string) => readFileSync(resolve(root, 'manifest', name));

    expect(iconProblems('color.png', icon('color.png'), 192)).toEqual([]);
    expect(iconProblems('outline.png', icon('outline.png'), 32)).toEqual([]);
    expect(iconProblems('color.png', icon('outline.png'), 192)).toEqual(['color.png: is 32 x 32, must be 192 x 192']);
    expect(iconProblems('x.png', new Uint8Array(30), 192)).toEqual(['x.png: is not a PNG']);
  });
});

describe('the app package', () => {
  it('holds the filled manifest and its icons, and nothing else', () => {
    const files = unzipSync(buildPackage(filling));

    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual(manifest);
  });

  it('is not built for an id that is none', () => {
    expect(() => buildPackage({ ...filling, appId: 'x' })).toThrow('would be refused');
  });

  it('is written by the package script', () => {
    const out = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
    try {
      const said = execFileSync(
        process.execPath,
        [resolve(root, 'manifest/package.ts'), '--host', filling.host, '--out', out],
        {
          encoding: 'utf8',
          env: { ...process.env, TEAMS_APP_ID: filling.appId },
        },
      );

      expect(readdirSync(out)).toEqual([expect.stringMatching(/^watchkeeper-\d+\.\d+\.\d+\.zip$/)]);
      expect(said).toContain('upload it in Teams');
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
