/** Longest value that is a label; what is longer explains and does not sort. */
const longest = 300;

/** A sender's own fields as labels, under names that a matcher can be written with ("microsoft.resourceid" is microsoft_resourceid). */
export function ownLabels(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const labels: [string, string][] = [];
  for (const [name, value] of fields) {
    if (value.length > longest || name.length > 100) continue;
    const plain = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
    if (/[A-Za-z0-9]/.test(plain)) labels.push([plain, value]);
  }
  return Object.fromEntries(labels);
}
