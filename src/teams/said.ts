import type { TeamsActivity } from './activity.ts';

const mostMentions = 5;
const named: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** What the person said, as plain text: without the mention of the bot, tags and entities. */
export function saidIn(activity: TeamsActivity): string {
  const mentions = (activity.entities ?? []).filter((entity) => entity.type === 'mention' && entity.text);
  let text = activity.text ?? '';
  for (const { text: mention, mentioned } of mentions) {
    if (mention && mentioned?.id === activity.recipient.id) text = text.replaceAll(mention, ' ');
  }
  return plainText(text);
}

/** Whom the message mentions, the bot apart, by the name that stands in the text; few, as each is looked up. */
export function mentionsIn({ entities, recipient }: TeamsActivity): { name: string; teamsId: string }[] {
  const found = (entities ?? []).flatMap(({ type, text, mentioned }) =>
    type === 'mention' && mentioned?.id && mentioned.id !== recipient.id
      ? [{ name: plainText(text || mentioned.name || ''), teamsId: mentioned.id }]
      : [],
  );
  return found.filter(({ name }) => name !== '').slice(0, mostMentions);
}

function plainText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
