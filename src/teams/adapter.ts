import { type Activity, CloudAdapter } from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector';
import { CachedAuthentication, credentialsOf, tokenCheck } from './authentication.ts';
import { Connectors } from './connectors.ts';
import type { TeamsConfig } from './teams-config.ts';
import type { Trust } from './trust.ts';

/** botbuilder's adapter, with the token check apart from the turn, so that neither's errors reach the caller. */
export interface Adapter {
  connectors: Connectors;
  /** Checks the token against the activity; undefined when it does not hold. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult | undefined>;
  /** Runs botbuilder's turn around `turn`. */
  run(identity: AuthenticateRequestResult, activity: Activity, turn: () => Promise<void>): Promise<void>;
}

/** The adapter for the bot's registration and what is trusted. */
export function createAdapter(config: TeamsConfig, trust: Trust): Adapter {
  const credentials = credentialsOf(config, trust);
  const connectors = new Connectors(credentials, trust.anonymous ? '' : config.appId, trust);
  const authentication = new CachedAuthentication(tokenCheck(credentials, trust), connectors);
  const adapter = new CloudAdapter(authentication);
  return {
    connectors,
    async authenticate(activity, authorization) {
      try {
        return await authentication.authenticateRequest(activity, authorization);
      } catch (error) {
        if (error instanceof AuthenticationError && error.statusCode === 401) return undefined;
        // jsonwebtoken's own errors: a signature that is wrong, a token that is not valid yet.
        if (error instanceof Error && /^(JsonWebToken|TokenExpired|NotBefore)Error$/.test(error.name)) return undefined;
        throw error;
      }
    },
    async run(identity, activity, turn) {
      await adapter.processActivityDirect(identity, activity, turn);
    },
  };
}
