import { toText } from '../convert.ts';
import { box, isNumeric, type TypeName, type Value } from '../value.ts';
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

/** The address with its mask applied, by its own prefix and the given one, whichever is shorter. */
function masked(
  address: Value | undefined,
  type: TypeName,
  prefix: Value | undefined,
): { text: string; prefix: number } | null {
  const known = typeof address === 'string' ? ipv4(address) : { address: Number(address), prefix: 32 };
  const most = prefix === undefined ? 32 : prefix === null ? Number.NaN : Number(prefix);
  if (!known || (type !== 'string' && !isNumeric(type)) || !(most >= 0 && most <= 32)) return null;
  if (!(known.address >= 0 && known.address < 2 ** 32)) return null;
  const bits = Math.min(known.prefix, most);
  const whole = network(known.address, bits) * 2 ** (32 - bits);
  return { text: [24, 16, 8, 0].map((shift) => Math.floor(whole / 2 ** shift) % 256).join('.'), prefix: bits };
}

/** Whether a text has an address, or one that begins so: not within a longer run of letters, digits and dots. */
function hasAddress(text: string, sought: string, prefix: boolean): boolean {
  if (prefix ? !/^(\d{1,3}\.){1,3}$|^(\d{1,3}\.){3}\d{1,3}$/.test(sought) : !ipv4(sought)) return false;
  return [...text.matchAll(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g)].some(
    ([found]) => ipv4(found) !== null && (prefix ? found.startsWith(sought) : found === sought),
  );
}

function anyAddress(prefix: boolean): ScalarFunction {
  return lenient(([text, ...sought]) =>
    sought
      .flatMap((it) => (Array.isArray(it) ? it : [it]))
      .some((it) => hasAddress(String(text ?? ''), toText(it, 'string'), prefix)),
  );
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
  format_ipv4: lenient(([address, prefix], [type = 'unknown']) => masked(address, type, prefix)?.text ?? ''),
  format_ipv4_mask: lenient(([address, prefix], [type = 'unknown']) => {
    const found = masked(address, type, prefix);
    return found ? `${found.text}/${found.prefix}` : '';
  }),
  ipv4_netmask_suffix: strict(([text = null]) => ipv4(String(text))?.prefix ?? null),
  has_ipv4: anyAddress(false),
  has_any_ipv4: anyAddress(false),
  has_ipv4_prefix: anyAddress(true),
  has_any_ipv4_prefix: anyAddress(true),
  parse_ipv4_mask: strict(([text = null, prefix = null]) => {
    const found = ipv4(String(text));
    const bits = Math.min(found?.prefix ?? 32, Number(prefix));
    return found && bits >= 0 ? network(found.address, bits) * 2 ** (32 - bits) : null;
  }),
  parse_ipv4: strict(([text = null]) => {
    const found = ipv4(String(text));
    return found && network(found.address, found.prefix) * 2 ** (32 - found.prefix);
  }),
};
