/** Text of others on one line, without control characters (a NUL would make PostgreSQL refuse the row), cut at so many characters. */
export function oneLine(text: string, limit = 300): string {
  // Cut first: nobody makes us tidy a megabyte.
  const tidy = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return tidy.length > limit ? `${tidy.slice(0, limit - 1).trimEnd()}…` : tidy;
}
