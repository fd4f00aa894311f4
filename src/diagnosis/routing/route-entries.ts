import type { ConfigValue } from '../situation/config-values.ts';

/** One line of a reverse proxy's table: what comes in for this path goes to that host. */
export interface RouteEntry {
  path: string;
  host: string;
  port?: number;
  /** The name of the entry, where it has one. */
  id?: string;
  /** The line that names the host, verbatim, and where it stands. */
  value: string;
  where: string;
}

const target = /(?:[a-z]{2,6}:\/\/|^|["'\s=])([a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?)(?::(\d{2,5}))?(?:[/;"'\s?$]|$)/i;
/** Spring Cloud Gateway and Traefik; the scheme lb means: by name, through the registry. */
const uriLine = /^\s*(?:-\s*)?(?:uri|url|target|upstream|backend|host|address|destination)["']?\s*[:=]?\s+["']?(\S+)/i;
const pathLine =
  /(?:\bPath\s*=|\bPathPrefix\(|\bPath\(|^\s*(?:-\s*)?["']?(?:path|prefix|match|uri_prefix|path_prefix|context|pathPrefix)["']?\s*:|^\s*location\s+(?:[=~^*]+\s+)?)\s*["'`]?(\/[^\s"'`,;{)]*)/i;
const idLine = /^\s*-?\s*["']?(?:id|name)["']?\s*:\s*["']?([A-Za-z0-9_.-]{1,80})/;
/** Lines of one entry stand this close together. */
const entryLines = 8;

const passLine = /\bproxy_pass\s+(\S+)/;
const groupLine = /^\s*upstream\s+([A-Za-z0-9_.-]{1,100})\s*\{/;
const memberLine = /^\s*server\s+([a-z0-9][a-z0-9.-]{0,200})(?::(\d{2,5}))?/i;

/** The routes that a proxy's files describe: each path is paired with the host that stands in the same entry. */
export function routeEntries(lines: readonly ConfigValue[]): RouteEntry[] {
  const entries: RouteEntry[] = [];
  const groups = groupsIn(lines);
  let open: { path?: string; id?: string; to?: Pick<RouteEntry, 'host' | 'port' | 'value' | 'where'>; age: number } = {
    age: 0,
  };
  const close = () => {
    if (open.path && open.to) entries.push({ path: open.path, ...open.to, ...(open.id && { id: open.id }) });
  };
  for (const { filled, value, where } of lines) {
    const id = filled.match(idLine)?.[1];
    const path = filled.match(pathLine)?.[1];
    const isGroup = groupLine.test(filled);
    const uri = (filled.match(passLine) ?? (isGroup ? null : filled.match(uriLine)))?.[1]?.match(target);
    open.age += 1;
    if (id || open.age > entryLines || (path && open.path && open.to) || (uri && open.to && open.path)) {
      close();
      open = { age: 0, ...(id && { id }) };
    }
    if (path) open.path = path;
    const [, host, port] = uri ?? [];
    const group = host ? groups.get(host) : undefined;
    if (group) open.to = group;
    else if (host && /[a-z]/i.test(host)) open.to = { host, value, where, ...(port && { port: Number(port) }) };
  }
  close();
  return entries;
}

/** nginx gives servers a name of its own, which is no host; the first server of each stands for it. */
function groupsIn(lines: readonly ConfigValue[]) {
  const groups = new Map<string, Pick<RouteEntry, 'host' | 'port' | 'value' | 'where'>>();
  let name: string | undefined;
  for (const { filled, value, where } of lines) {
    name = filled.match(groupLine)?.[1] ?? name;
    const [, host, port] = name ? (filled.match(memberLine) ?? []) : [];
    if (name && host && !groups.has(name))
      groups.set(name, { host, value, where, ...(port && { port: Number(port) }) });
    if (filled.includes('}')) name = undefined;
  }
  return groups;
}
