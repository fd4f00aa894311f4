/** The practices that are looked at, one line each. */
export { registryCredentials } from './registry-credentials.ts';
