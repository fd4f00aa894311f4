/** The first that is an https address without a name and password in it; undefined when none is. */
export function httpsLink(...candidates: unknown[]): string | undefined {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string' || candidate.length > 4_000 || !/^https:\/\//i.test(candidate)) continue;
    const url = URL.parse(candidate);
    if (url && url.username === '' && url.password === '') return url.href;
  }
  return undefined;
}
