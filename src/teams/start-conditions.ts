import { ConfigError } from '../errors.ts';
import { isLoopback, type ServerConfig } from './listen-config.ts';
import { appTypes, type TeamsConfig } from './teams-config.ts';
import type { Trust } from './trust.ts';

/** Throws a ConfigError with everything that would make the bot believe, or be believed by, the wrong people. */
export function checkStartConditions(config: TeamsConfig & ServerConfig, trust: Trust): void {
  const problems: string[] = [];
  const loopback = isLoopback(config.host);
  if (trust.anonymous && !loopback) {
    problems.push(`server.host: ${config.host} is reachable from outside, and requests would not be authenticated.`);
  }
  if (trust.tenantId === 'any' && !(trust.anonymous && loopback)) {
    problems.push('teams.tenantId: "any" is accepted on loopback without authentication only.');
  }
  if (!trust.tenantId.trim()) problems.push('teams.tenantId: is missing.');
  // botbuilder turns authentication off without a word when the app id is empty.
  if (!trust.anonymous && !config.appId.trim()) problems.push('teams.appId: is missing.');
  // botbuilder takes a misspelt app type for MultiTenant without a word.
  if (!appTypes.includes(config.appType)) {
    problems.push(`teams.appType: "${config.appType}" is none of ${appTypes.join(', ')}.`);
  }
  if (!trust.anonymous && config.appType === 'SingleTenant' && !config.appPassword) {
    problems.push('teams.appPassword: is needed for the app type SingleTenant.');
  }
  if (trust.serviceUrls.length === 0) problems.push('trust: no service URL is allowed, so no answer could be sent.');
  if (problems.length > 0) throw new ConfigError(problems);
}
