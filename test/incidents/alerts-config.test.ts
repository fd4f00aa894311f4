import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/errors.ts';
import { alertsConfig, withSecrets } from '../../src/incidents/alerts-config.ts';
import { openSources, polledSources } from '../../src/incidents/open-sources.ts';
import { systemClock } from '../../src/model/clock.ts';
import { doorTrust } from '../../src/teams/door-trust.ts';
import { productionTrust } from '../../src/teams/trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
const file = join(folder, 'watchkeeper.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

/** The whole of the settings, read as the program reads them. */
function readAll(yaml: string, env: NodeJS.ProcessEnv) {
  writeFileSync(file, yaml);
  const complete = { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: 'tenant' };
  return readConfig({ ...complete, WATCHKEEPER_CONFIG: file, ...env });
}

/** What stands below "alerts". */
const settings = (yaml: string, env: NodeJS.ProcessEnv = {}) =>
  alertsConfig.parse(withSecrets((parse(yaml) as { alerts?: unknown }).alerts ?? {}, env).alerts);

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const open = (
  yaml: string,
  env?: NodeJS.ProcessEnv,
  trust = { ...productionTrust('tenant'), anonymous: false },
  host = '127.0.0.1',
) => openSources(settings(yaml, env), doorTrust(trust, { host }), systemClock);

const bySecret = 'alerts: { sources: { acr: { verify: { by: shared-secret, variable: ACR_TOKEN } } } }';

describe('the settings of the sources of alerts', () => {
  it('take a secret from the variable that they name', async () => {
    const acr = open(bySecret, { ACR_TOKEN: 'correct-horse-battery' }).get('acr');

    expect(await acr?.verify?.({ headers: {}, query: 'token=correct-horse-battery' })).toBeUndefined();
    expect(await acr?.verify?.({ headers: {}, query: 'token=other' })).toBe('wrong-token');
  });

  it('name every fault at once, with those of other settings', () => {
    const yaml = `
server: { port: many }
alerts:
  sources:
    acr: { verify: { by: shared-secret, variable: ACR_TOKEN } }
    alertmanager: { verify: { by: shared-secret, variable: AM_TOKEN, secret: in-the-file } }
    azure-monitor: { verify: { by: magic } }
    nagios: {}
    defender: { everySeconds: 1 }
    event-grid: { colour: red }`;

    const problems = problemsOf(() => readAll(yaml, { ACR_TOKEN: 'short' })).join('\n');

    for (const fault of [
      /server\.port/,
      /alerts\.sources\.acr\.verify\.variable: the environment variable ACR_TOKEN has fewer than 16 characters/,
      /alerts\.sources\.alertmanager\.verify\.secret: a secret does not belong in a file/,
      /alerts\.sources\.alertmanager\.verify\.variable: the environment variable AM_TOKEN is not set/,
      /alerts\.sources\.azure-monitor\.verify\.by/,
      /nagios/,
      /alerts\.sources\.defender\.everySeconds/,
      /colour/,
    ])
      expect(problems).toMatch(fault);
    expect(problems).not.toContain('in-the-file');
  });

  it('keep the bot from starting when anybody could send, or nobody is named who may', () => {
    const yaml = `
alerts:
  sources:
    acr: {}
    alertmanager: { verify: { by: entra, audience: 'api://x' } }
    azure-monitor: { verify: { by: entra, audience: 'api://x' } }`;

    expect(problemsOf(() => open(yaml))).toEqual([
      'alerts.sources.acr.verify: is missing, so anybody could send alerts',
      'alerts.sources.alertmanager.verify.caller: is missing',
      'alerts.sources.alertmanager.verify.role: is missing',
    ]);
  });

  it('let anybody in on loopback alone, where that is trusted', () => {
    const anonymous = { ...productionTrust('tenant'), anonymous: true };
    const yaml = 'alerts: { sources: { acr: {} } }';

    expect([...open(yaml, {}, anonymous).keys()]).toEqual(['acr']);
    expect(problemsOf(() => open(yaml, {}, anonymous, '0.0.0.0'))).toHaveLength(1);
  });

  it('open no source that they do not name, and ask only those that are asked', () => {
    expect(open('log: {}').size).toBe(0);
    const alerts = settings('alerts: { sources: { defender: { everySeconds: 60 } } }');

    expect(openSources(alerts, doorTrust(productionTrust('t'), { host: '0.0.0.0' }), systemClock).size).toBe(0);
    expect(polledSources(alerts)).toMatchObject([
      { source: { name: 'defender' }, config: { everySeconds: 60, firstHours: 24 } },
    ]);
  });
});
