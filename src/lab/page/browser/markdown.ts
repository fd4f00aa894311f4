/** The mention texts that the card on hand declares, and whether each means the one who looks; any other <at> is shown as it was written. */
export type Mentions = ReadonlyMap<string, boolean>;

/** Turns the part of Markdown that Teams shows in a TextBlock (bold, italic, links, lists) into safe HTML. */
export function markdownHtml(text: string, mentions: Mentions = new Map()): string {
  const lines = text.replaceAll('\r', '').split('\n');
  const html: string[] = [];
  let list: { tag: 'ul' | 'ol'; items: string[] } | undefined;
  let paragraph: string[] = [];
  const closeParagraph = () => {
    if (paragraph.length > 0) html.push(`<p>${paragraph.join('<br>')}</p>`);
    paragraph = [];
  };
  const closeList = () => {
    if (list) html.push(`<${list.tag}>${list.items.map((item) => `<li>${item}</li>`).join('')}</${list.tag}>`);
    list = undefined;
  };
  for (const line of lines) {
    const bullet = /^\s*(?:[-*+]|(\d+)\.)\s+(.*)$/.exec(line);
    if (bullet) {
      closeParagraph();
      const tag = bullet[1] === undefined ? 'ul' : 'ol';
      if (list?.tag !== tag) closeList();
      list ??= { tag, items: [] };
      list.items.push(inline(bullet[2] ?? '', mentions));
    } else {
      closeList();
      if (line.trim() === '') closeParagraph();
      else paragraph.push(inline(line, mentions));
    }
  }
  closeParagraph();
  closeList();
  return html.join('');
}

/** What stands for a character that a backslash protects, until the marks were read. */
const protectedFrom = 0xe000;

/** What stands for a link, so that nothing in its address is read as a mark. */
const linkFrom = 0xe100;

function inline(text: string, mentions: Mentions): string {
  // Text may bring such characters of its own: they mean nothing and are dropped.
  const literal = text
    .replace(/[\ue000-\uf8ff]/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!~|<>&])/g, (_, it: string) =>
      String.fromCharCode(protectedFrom + it.charCodeAt(0)),
    );
  const links: string[] = [];
  const withoutLinks = escapeHtml(literal).replace(
    /\[([^\]]+)\]\((https:\/\/(?:(?!&quot;|&lt;|&gt;)[^\s)])+)\)/g,
    (_, words: string, url: string) => {
      links.push(`<a href="${url}" target="_blank" rel="noopener noreferrer">${emphasised(words, mentions)}</a>`);
      return String.fromCharCode(linkFrom + links.length - 1);
    },
  );
  return emphasised(withoutLinks, mentions)
    .replace(/[\ue100-\uf8ff]/g, (it) => links[it.charCodeAt(0) - linkFrom] ?? '')
    .replace(/[\ue000-\ue0ff]/g, (it) => escapeHtml(String.fromCharCode(it.charCodeAt(0) - protectedFrom)));
}

function emphasised(html: string, mentions: Mentions): string {
  return html
    .replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, (whole, name: string) => {
      const mine = mentions.get(`<at>${name}</at>`);
      return mine === undefined ? whole : `<span class="mention${mine ? ' mention-me' : ''}">${name}</span>`;
    })
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '<strong>$2</strong>')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '<em>$1</em>')
    .replace(/(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])/g, '<em>$1</em>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
