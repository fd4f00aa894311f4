import { toText } from '../convert.ts';
import { box, type Value } from '../value.ts';
import { lenient, type ScalarFunction, strict } from './scalar-function.ts';

const URL_PARTS =
  /^(?:([a-zA-Z][\w+.-]*):\/\/)?(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

function parameters(query: string): Map<string, Value> {
  const pairs = query.split('&').filter((it) => it !== '');
  return new Map(
    pairs.map((pair): [string, Value] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function parseUrl(url: string): Value {
  const [, scheme = '', user = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] =
    URL_PARTS.exec(url) ?? [];
  return new Map<string, Value>([
    ['Scheme', scheme],
    ['Host', host],
    ['Port', port],
    ['Path', path],
    ['Username', user],
    ['Password', password],
    ['Query Parameters', parameters(query)],
    ['Fragment', fragment],
  ]);
}

function ipv4(text: string): { address: number; prefix: number } | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim());
  const bytes = found?.slice(1, 5).map(Number) ?? [];
  const prefix = Number(found?.[5] ?? 32);
  if (!found || bytes.some((it) => it > 255) || prefix > 32) return null;
  return { address: bytes.reduce((all, it) => all * 256 + it, 0), prefix };
}

function network(address: number, prefix: number): number {
  return prefix === 0 ? 0 : Math.floor(address / 2 ** (32 - prefix));
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function inRange(text: string, range: string): boolean | null {
  const [own, other] = [ipv4(text), ipv4(range)];
  return own && other && network(own.address, other.prefix) === network(other.address, other.prefix);
}

function compare(values: Value[]): number | null {
  const [a, b] = [ipv4(String(values[0])), ipv4(String(values[1]))];
  if (!a || !b) return null;
  const prefix = Math.min(a.prefix, b.prefix, Number(values[2] ?? 32));
  return Math.sign(network(a.address, prefix) - network(b.address, prefix));
}

/** Functions of addresses. */
export const urls: Record<string, ScalarFunction> = {
  parse_url: strict(([url = null]) => parseUrl(String(url))),
  parse_urlquery: strict(([query = null]) => new Map([['Query Parameters', parameters(String(query))]])),
  ipv4_is_private: strict(([text = null]) => ipv4(String(text)) && PRIVATE.some((it) => inRange(String(text), it))),
  ipv4_is_in_range: strict(([text = null, range = null]) => inRange(String(text), String(range))),
  ipv4_is_match: strict((values) => {
    const result = compare(values);
    return result === null ? null : result === 0;
  }),
  ipv4_compare: strict(compare),
  ipv4_is_in_any_range: lenient((values, types) => {
    const ranges = values
      .slice(1)
      .flatMap((it, index) => (Array.isArray(it) ? it : [box(it, types[index + 1] ?? 'unknown')]));
    const found = ranges.map((it) => inRange(String(values[0]), toText(it, 'dynamic')));
    return found.includes(true) ? true : found.includes(null) ? null : false;
  }),
  parse_ipv4: strict(([text = null]) => {
    const found = ipv4(String(text));
    return found && network(found.address, found.prefix) * 2 ** (32 - found.prefix);
  }),
};
