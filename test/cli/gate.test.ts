import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { gate } from '../../src/cli/gate.ts';
import { ConfigError, UserError } from '../../src/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { gateConfig } from '../../src/teams/gate-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-gate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cli = resolve(import.meta.dirname, '../../src/cli.ts');
const published = resolve(import.meta.dirname, '../../../shared/eval/gate/debian-buster.json.golden');

/** As a pipeline would, in its own folder; npm has gone to the project's. */
function start(...said: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const env = { PATH: process.env.PATH, TMPDIR: folder, INIT_CWD: folder, STORE_PATH: join(folder, 'bot.db') };
  return new Promise((done) =>
    execFile(process.execPath, [cli, 'gate', ...said], { env, cwd: tmpdir() }, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    ),
  );
}

/** The same without a process of its own; an error is told as the process tells it. */
async function say(...said: string[]): Promise<{ code: unknown; out: string }> {
  const lines: string[] = [];
  const store = { path: join(folder, said.some((it) => it.includes('microsoft')) ? 'bot.db' : 'none.db') };
  try {
    const code = await gate(said, {
      ...{ config: { gate: gateConfig.parse({}), store }, from: folder, now: new Date() },
      print: async (line) => void lines.push(line),
      connect: () => {
        throw new Error('Azure was asked.');
      },
    });
    return { code, out: lines.join('\n') };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UserError) return { code: 2, out: error.message };
    throw error;
  }
}

const found = (Severity: string) => [{ VulnerabilityID: 'CVE-1\u001b[31m', PkgName: 'p', Severity, FixedVersion: '2' }];
const write = (name: string, value: unknown) =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
write('high.json', { SchemaVersion: 2, Results: [{ Class: 'os-pkgs', Vulnerabilities: found('HIGH') }] });
write('empty.json', { SchemaVersion: 2 });
write('broken.json', '{');
write('lax.yaml', 'max: { critical: 0 }\nmax_report_age_days: 3650\n');
write('old.yaml', 'max: {}\nmax_report_age_days: 1\n');
write('wrong.yaml', 'max: { high: many }\nsignature: maybe\n');

write('dated.json', {
  SchemaVersion: 2,
  CreatedAt: new Date().toISOString(),
  Results: [{ Vulnerabilities: found('HIGH') }],
});
write('microsoft.yaml', 'max: { high: 0 }\n');

const image = 'contoso.azurecr.io/app:1';
const cases: [string[], number, RegExp][] = [
  [[image, '--report', 'dated.json', '--policy', './lax.yaml'], 0, /^Passes the gate "lax\.yaml"\./],
  [
    [image, '--report', 'high.json'],
    1,
    /^Fails the gate "default": 1 High\.\n[\s\S]*FAIL too-many-high: .*CVE-1 \[31m/,
  ],
  [[image, '--report=high.json', '--policy', 'microsoft', '--json'], 1, /"code": "too-many-high"/],
  [[image, '--report', 'empty.json', '--policy', 'lax.yaml'], 2, /^Could not be judged by "lax\.yaml"/],
  [[image, '--report', 'high.json', '--policy', 'old.yaml'], 2, /BLIND scan-age-unknown/],
  [[image, '--report', 'broken.json'], 2, /is no JSON/],
  [[image, '--report', 'high.json', '--policy', 'wrong.yaml'], 2, /max\.high: [\s\S]*signature: /],
  [[image, '--report', 'high.json', '--policy', 'nope'], 2, /There are default, microsoft/],
  [[image, '--reprot', 'high.json'], 2, /is no option/],
];

it('passes, fails or could not judge, whatever it was given', async () => {
  for (const [said, code, words] of cases) {
    const answer = await say(...said);

    expect([said, answer.code]).toEqual([said, code]);
    expect(answer.out).toMatch(words);
  }
});

it('tells a pipeline by its exit code, its output and its errors', async () => {
  const [passes, fails, unjudged] = await Promise.all([
    start(image, '--report', 'dated.json', '--policy', './lax.yaml'),
    start(image, '--report=high.json', '--policy', 'microsoft', '--json'),
    start(image, '--report', 'broken.json'),
  ]);

  expect(passes).toMatchObject({ code: 0, out: expect.stringMatching(/^Passes the gate "lax\.yaml"/), err: '' });
  expect(fails).toMatchObject({ code: 1, out: expect.stringContaining('"code": "too-many-high"') });
  expect(unjudged).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is no JSON') });
}, 30_000);

it('knows the exceptions that were approved in chat, where the bot keeps its database, while it runs', async () => {
  const store = await openStore({ path: join(folder, 'bot.db') });
  const at = new Date();
  const by = { tenantId: 't', objectId: 'o', teamsId: '', name: 'Bob' };
  const until = new Date(at.getTime() + 86_400_000).toISOString();
  const target = { policy: 'microsoft', registry: 'contoso.azurecr.io', repository: 'app', owner: 'team-a', until };
  const change = {
    ...{
      state: 'succeeded' as const,
      action: 'gate-exception',
      fingerprint: '',
      round: 1,
      asker: by,
      conversation: 'c',
    },
    plan: { sentence: '', place: {}, objects: [], reach: [], before: {} },
    needs: { approvals: 1, rule: 'default' },
    ...{ proposedAt: at, expiresAt: at, reason: 'nothing calls it' },
  };
  const decisions = [{ kind: 'approved' as const, by, at, authority: 'approver' }];
  const add = (key: string, covers: string[], o: object = {}) =>
    store.together(at, (writing) =>
      writing.addRemediation({ ...change, key, decisions, input: { ...target, covers }, ...o }),
    );
  write('plain.json', {
    SchemaVersion: 2,
    Results: [{ Class: 'os-pkgs', Vulnerabilities: [{ VulnerabilityID: 'CVE-7', Severity: 'HIGH' }] }],
  });
  const asked = () => say(image, '--report', 'plain.json', '--policy', 'microsoft');

  await add('one', ['CVE-7'], { decisions: [] });
  await add('two', ['CVE-7'], { state: 'undone' });
  await add('three', ['CVE-7'], { reason: undefined });
  const before = await asked();
  await add('four', ['CVE-7']);
  const after = await asked();
  const byFile = await say(image, '--report', 'plain.json', '--policy', './microsoft.yaml');
  await store.close();

  expect(before.code).toBe(1);
  expect(byFile).toMatchObject({ code: 1, out: expect.stringContaining('not for one in a file') });
  expect(after).toMatchObject({
    code: 0,
    out: expect.stringMatching(/owner team-a, approved by Bob; until .*; took 1/),
  });
});

it.skipIf(!existsSync(published))(
  `fails a published report${existsSync(published) ? '' : ' (skipped: there is none beside the repository)'}`,
  async () => {
    expect(await say(image, '--report', published, '--policy', 'microsoft')).toMatchObject({
      code: 1,
      out: expect.stringContaining('found: 1 Critical, 0 High, 0 Medium, 1 Low'),
    });
  },
);
