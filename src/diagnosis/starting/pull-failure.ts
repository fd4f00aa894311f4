/** Why an image could not be pulled, as far as the container runtime's words tell. */
export type PullFailure =
  | 'not-found'
  | 'unauthorized'
  | 'firewall'
  | 'unreachable'
  | 'rate-limited'
  | 'wrong-platform'
  | 'invalid';

/** Most telling words first: a registry that refuses says more than "failed to pull". */
const words: readonly [PullFailure, RegExp][] = [
  ['rate-limited', /toomanyrequests|too many requests|pull rate limit|\b429\b/i],
  ['invalid', /invalid reference format|couldn't parse image|InvalidImageName/i],
  ['firewall', /client with IP .{2,60} is not allowed access|aka\.ms\/acr\/firewall/i],
  ['wrong-platform', /no match for platform|no matching manifest for/i],
  [
    'unreachable',
    /no such host|name resolution|server misbehaving|lookup .{1,200}: |i\/o timeout|connection refused|no route to host|network is unreachable|TLS handshake|x509:|certificate|context deadline exceeded|EOF$/i,
  ],
  [
    'unauthorized',
    /unauthorized|authentication required|failed to authorize|failed to fetch (?:anonymous|oauth) token|no basic auth|insufficient_scope|pull access denied|access denied|denied:|\b40[13] /i,
  ],
  ['not-found', /not ?found|manifest unknown|name unknown|does not exist|\b404\b/i],
];

/** Reads the runtime's message (containerd, CRI-O, Docker); undefined when it tells no reason. */
export function pullFailure(message: string): PullFailure | undefined {
  // What stands before the last reason names the image, which may hold any word.
  const reason = message.replace(/"[^"]{0,500}"/g, '""');
  return words.find(([, pattern]) => pattern.test(reason))?.[0];
}
