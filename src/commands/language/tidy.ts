/** Longer than any sensible question; the rest is not read. */
export const longest = 500;

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What was typed, as a keyboard without habits would have typed it: plain quotes, dashes and spaces. */
export function tidy(text: string): string {
  return text
    .slice(0, longest)
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u02bc]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
