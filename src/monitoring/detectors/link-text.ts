const longest = 300;

/**
 * What stands behind a link's words: its address as text, without the scheme, so that no client makes a link of it. Empty
 * where the words are the address, and where it leads nowhere that a browser goes.
 */
export function linkText({ href, text }: { href: string; text: string }): string {
  if (!URL.canParse(href)) return '';
  const { protocol, host, pathname, search, hash } = new URL(href);
  if ((protocol !== 'https:' && protocol !== 'http:') || href.length > longest) return '';
  const address = `${host}${pathname}${search}${hash}`.replace(/\/$/, '');
  return text.includes(address) ? '' : ` (${address})`;
}
