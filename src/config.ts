import { existsSync, readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { azureConfig } from './azure/azure-config.ts';
import { peopleConfig } from './commands/people/people-config.ts';
import { ConfigError } from './errors.ts';
import { alertsConfig, withSecrets } from './incidents/alerts-config.ts';
import { incidentsConfig } from './incidents/incidents-config.ts';
import { publishedBaseline } from './monitoring/baseline/published-baseline.ts';
import { queriesConfig } from './monitoring/saved-queries/queries-config.ts';
import { auditConfig } from './remediation/audit-copy/audit-copy-config.ts';
import { remediationConfig } from './remediation/policy/policy-config.ts';
import { postureConfig } from './security/posture/posture-config.ts';
import { imagesConfig } from './security/snapshot/images-config.ts';
import { type StoreConfig, storeConfig } from './store/open-store.ts';
import { gateConfig, withGateSecret } from './teams/gate-config.ts';
import { serverConfig } from './teams/listen-config.ts';
import { teamsConfig } from './teams/teams-config.ts';
import { logConfig } from './telemetry.ts';

/** All settings: each room's own schema under its name. */
export const configSchema = z
  .strictObject({
    teams: teamsConfig,
    server: serverConfig.prefault({}),
    azure: azureConfig.prefault({}),
    alerts: alertsConfig.prefault({}),
    incidents: incidentsConfig.optional(),
    people: peopleConfig.prefault({}),
    images: imagesConfig.prefault({}),
    remediation: remediationConfig.prefault({}),
    audit: auditConfig.prefault({}),
    gate: gateConfig.prefault({}),
    queries: queriesConfig.prefault([]),
    baseline: publishedBaseline.prefault([]),
    posture: postureConfig.prefault({}),
    store: storeConfig.prefault({}),
    log: logConfig.prefault({}),
  })
  .superRefine(({ alerts, incidents }, context) => {
    if (incidents || Object.keys(alerts.sources).length === 0) return;
    const message = 'is missing: alerts come in, and there is no Teams channel in which to tell of them';
    context.addIssue({ code: 'custom', path: ['incidents', 'channel'], message });
  });

export type Config = z.infer<typeof configSchema>;

/** Settings that the environment may give, and win over the file; secrets come from here alone. */
export const environment: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: 'teams.appId',
  TEAMS_APP_TYPE: 'teams.appType',
  TEAMS_APP_PASSWORD: 'teams.appPassword',
  TEAMS_TENANT_ID: 'teams.tenantId',
  HOST: 'server.host',
  PORT: 'server.port',
  STORE_PATH: 'store.path',
  STORE_URL: 'store.url',
  LOG_LEVEL: 'log.level',
};

const secrets = ['teams.appPassword', 'store.url'];
const defaultFile = 'watchkeeper.yaml';

type Tree = { [name: string]: unknown };

/** Reads the file named by WATCHKEEPER_CONFIG (watchkeeper.yaml when there is one) and the environment; throws ConfigError with every fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const file = readFile(env.WATCHKEEPER_CONFIG);
  const misplaced = secrets
    .filter((path) => at(file, path) !== undefined)
    .map((path) => `${path}: a secret does not belong in a file; set ${variable(path)}`);
  const { alerts, problems: exposed } = withSecrets(file.alerts, env);
  const { gate, problems: exposedToo } = withGateSecret(file.gate, env);
  const settings = Object.entries(environment).reduce(
    (tree, [name, path]) => (env[name] ? put(tree, path, env[name]) : tree),
    put(
      { ...file, ...(alerts !== undefined && { alerts }), ...(gate !== undefined && { gate }) },
      'teams',
      at(file, 'teams') ?? {},
    ),
  );
  const parsed = configSchema.safeParse(settings);
  const problems = [...misplaced, ...exposed, ...exposedToo, ...(parsed.error?.issues ?? []).map(problem)];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return parsed.data;
}

/** Reads where the store is and nothing else: the command line needs no bot. Throws ConfigError with every fault. */
export function readStoreConfig(env: NodeJS.ProcessEnv): StoreConfig {
  const file = readFile(env.WATCHKEEPER_CONFIG);
  if (at(file, 'store.url') !== undefined)
    throw new ConfigError(['store.url: a secret does not belong in a file; set STORE_URL']);
  const given = Object.entries(environment).flatMap(([name, path]) =>
    path.startsWith('store.') && env[name] ? [[path, env[name]] as const] : [],
  );
  const settings = given.reduce((tree, [path, value]) => put(tree, path, value), file);
  const parsed = z.object({ store: storeConfig.prefault({}) }).safeParse(settings);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(problem));
  return parsed.data.store;
}

/** Reads what the gate on the command line needs: its policies, Azure and the store; no bot. Throws ConfigError with every fault. */
export function readPipelineConfig(env: NodeJS.ProcessEnv): Pick<Config, 'gate' | 'azure' | 'store'> {
  const { gate = {}, azure = {} } = readFile(env.WATCHKEEPER_CONFIG);
  // Who may ask over HTTP is nothing that the command line needs, nor its secret.
  const { api: _, ...policies } = gate as Tree;
  const parsed = z.object({ gate: gateConfig, azure: azureConfig }).safeParse({ gate: policies, azure });
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(problem));
  return { ...parsed.data, store: readStoreConfig(env) };
}

/** Reads what the inventory on the command line needs: Azure, and which tags name an owner. Throws ConfigError with every fault. */
export function readEstateConfig(env: NodeJS.ProcessEnv): Pick<Config, 'azure' | 'images'> {
  const { azure = {}, images = {} } = readFile(env.WATCHKEEPER_CONFIG);
  const parsed = z.object({ azure: azureConfig, images: imagesConfig }).safeParse({ azure, images });
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(problem));
  return parsed.data;
}

function readFile(named: string | undefined): Tree {
  const path = named ?? defaultFile;
  if (!existsSync(path)) {
    if (named) throw new ConfigError([`WATCHKEEPER_CONFIG: there is no file "${named}"`]);
    return {};
  }
  try {
    const tree: unknown = parse(readFileSync(path, 'utf8'));
    if (tree === null) return {};
    if (typeof tree === 'object' && !Array.isArray(tree)) return tree as Tree;
    throw new ConfigError([
      `${path}: must be a mapping with the names of the sections (teams, server, azure, alerts, incidents, people, images, remediation, audit, gate, queries, baseline, posture, store, log)`,
    ]);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new ConfigError([`${path}: ${error.message.split('\n')[0]}`]);
    throw error;
  }
}

function problem(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  const names = [path, variable(path) && `(${variable(path)})`].filter(Boolean).join(' ');
  return `${names}: ${missing ? 'is missing' : issue.message}`;
}

function variable(path: string): string | undefined {
  return Object.entries(environment).find(([, target]) => target === path)?.[0];
}

function at(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value && typeof value === 'object' ? (value as Tree)[name] : undefined), tree);
}

function put(tree: Tree, path: string, value: unknown): Tree {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...tree, [name]: value };
  const below = tree[name];
  return { ...tree, [name]: put(below && typeof below === 'object' ? (below as Tree) : {}, rest.join('.'), value) };
}
