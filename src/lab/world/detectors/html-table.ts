/** A table in HTML within <markdown>, as AKS writes its tables. */
export function htmlTable(columns: string[], rows: (string | number)[][]): string {
  const cells = (tag: 'th' | 'td', row: (string | number)[]) =>
    row.map((it) => `<${tag} style='text-align:center;'> ${escaped(String(it))} </${tag}>`).join('\r\n');
  const lines = [cells('th', columns), ...rows.map((row) => cells('td', row))].map((it) => `<tr>\r\n${it}\r\n</tr>`);
  return `<markdown><table style='width:90%; max-width:100%;'>\r\n${lines.join('\r\n')}\r\n</table>\r\n</markdown>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
