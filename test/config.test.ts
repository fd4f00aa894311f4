import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema, environment, readConfig } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';

const complete = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: 'tenant' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the settings', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
    file = join(folder, 'watchkeeper.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('names every one that is missing, with its variable, at once', () => {
    const problems = problemsOf({});

    expect(problems).toContain('teams.appId (TEAMS_APP_ID): is missing');
    expect(problems).toContain('teams.tenantId (TEAMS_TENANT_ID): is missing');
  });

  it('reads the file, and lets the environment win', () => {
    writeFileSync(file, 'server: { port: 4000 }\nlog: { level: debug }\n');

    const config = readConfig({ ...complete, WATCHKEEPER_CONFIG: file, PORT: '5000' });

    expect(config.server.port).toBe(5000);
    expect(config.log.level).toBe('debug');
  });

  it('takes ids in any case for what Teams writes small', () => {
    const config = readConfig({ ...complete, TEAMS_TENANT_ID: '7E7E0000-0000-4000-8000-00000000000A' });

    expect(config.teams.tenantId).toBe('7e7e0000-0000-4000-8000-00000000000a');
  });

  it('refuses a secret in the file', () => {
    writeFileSync(file, 'teams: { appPassword: hunter2 }\n');

    const problems = problemsOf({ ...complete, WATCHKEEPER_CONFIG: file });

    expect(problems).toEqual(['teams.appPassword: a secret does not belong in a file; set TEAMS_APP_PASSWORD']);
  });

  it('refuses names that it does not know and a file that is not there', () => {
    writeFileSync(file, 'sevrer: { port: 4000 }\n');

    expect(problemsOf({ ...complete, WATCHKEEPER_CONFIG: file }).join()).toMatch(/sevrer/);
    expect(problemsOf({ ...complete, WATCHKEEPER_CONFIG: join(folder, 'none.yaml') }).join()).toMatch(
      /there is no file/,
    );
  });

  it('says on which line a file is broken', () => {
    writeFileSync(file, 'server:\n  port: [4000\n');

    expect(problemsOf({ ...complete, WATCHKEEPER_CONFIG: file }).join()).toMatch(/line \d/);
  });
});

describe('the configuration reference in the README', () => {
  const readme = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `([a-z]+\.[A-Za-z_]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, name, variable, byDefault, meaning]) => ({
      name,
      variable: variable?.trim().replaceAll('`', '') ?? '',
      byDefault: byDefault?.trim().replaceAll('`', '') ?? '',
      meaning: meaning?.trim() ?? '',
    }),
  );

  it('lists each setting with its variable, default and meaning as the schemas say', () => {
    expect(rows).toEqual(settings());
  });
});

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  description?: string;
  default?: unknown;
}

function settings() {
  const root = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(root.properties ?? {}).flatMap(([section, { properties }]) =>
    Object.entries(properties ?? {}).map(([key, { description, default: byDefault }]) => ({
      name: `${section}.${key}`,
      variable: Object.entries(environment).find(([, path]) => path === `${section}.${key}`)?.[0] ?? '',
      byDefault: byDefault === undefined ? '' : typeof byDefault === 'string' ? byDefault : JSON.stringify(byDefault),
      meaning: description ?? '',
    })),
  );
}
