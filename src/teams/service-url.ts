/**
 * Whether replies, and the bot's own token with them, may go to this address. Patterns are exact origins,
 * "https://*.example.com" for any host below it, or "http://127.0.0.1:*" for any port.
 */
export function isAllowedServiceUrl(serviceUrl: string, patterns: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  // A user part, a query or a fragment has no place in a service URL and hides where it really leads.
  if (url.username || url.password || url.search || url.hash) return false;
  return patterns.some((pattern) => matches(url, pattern));
}

function matches(url: URL, pattern: string): boolean {
  const [, scheme, host, port] = /^(https?:)\/\/([^/:]+)(?::(\d+|\*))?$/.exec(pattern) ?? [];
  if (!scheme || !host || url.protocol !== scheme) return false;
  const hostMatches = host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
  return hostMatches && (port === '*' || url.port === (port ?? ''));
}
