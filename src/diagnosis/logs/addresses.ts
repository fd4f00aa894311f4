const hostAndPort =
  /(?:^|[\s"'=@/([\\])((?=[a-z0-9.-]*[a-z])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,8}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}):(\d{2,5})(?!\d|[.:]\d)/gi;
/** A name that could not be found, as resolvers and service registries put it. */
const hostAlone =
  /(?:lookup|UnknownHostException:|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|resolve host:?|resolve|host not found in upstream|available for service:?|available server for client:)\s+"?([a-z0-9][a-z0-9.-]{0,200}[a-z0-9])/gi;
const resolver = /\bon (\d{1,3}(?:\.\d{1,3}){3}):53\b/;

/** An address that a line names. */
export interface NamedAddress {
  host: string;
  port?: number;
}

/** The addresses that a line names, in its order; those of the resolver that was asked are left out. */
export function addressesIn(line: string): NamedAddress[] {
  const text = line.slice(0, 4_000);
  const alone = [...text.matchAll(hostAlone)].map(([, host = '']) => ({ host: host.toLowerCase() }));
  const full = [...text.matchAll(hostAndPort)].flatMap(([, host = '', port]) =>
    port === '53' ? [] : [{ host: host.toLowerCase(), port: Number(port) }],
  );
  return [...alone, ...full];
}

/** The resolver that a line says was asked: "lookup cart on 10.0.0.10:53". */
export function resolverIn(line: string): string | undefined {
  return line.slice(0, 4_000).match(resolver)?.[1];
}
