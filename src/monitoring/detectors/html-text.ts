import { Parser } from 'htmlparser2';
import type { DetectorText } from '../../model/detector.ts';
import { linkText } from './link-text.ts';
import { TextParts } from './text-parts.ts';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const blocks = set(
  'address article aside blockquote br caption center dd details div dl dt fieldset figure footer form header hr main p section summary tbody tfoot thead',
);
const inline = set(
  'a abbr acronym b bdi bdo big body button cite code data del dfn em font html i img input ins kbd label legend markdown mark meter path progress q s samp small span strike strong sub sup svg time tt u var wbr',
);
const structure = set('table tr td th ul ol li pre h1 h2 h3 h4 h5 h6');
/** What a browser runs or loads and does not show as text. */
const silent = set('script style iframe object embed template noscript head title textarea select');
const heading = /^h[1-6]$/;

/** An element that is open: what it says by its attributes, and what was written when it began. */
interface Open {
  name: string;
  title: string;
  href: string;
  text: string;
}

/** HTML as plain text, part by part. Links keep their words and their address as text, icons what they are called. */
export function htmlText(html: string): DetectorText[] {
  const parts = new TextParts();
  const open: Open[] = [];
  let silenced = 0;
  let tables = 0;

  const write = (text: string) => {
    if (silenced > 0) return;
    // Nothing looks further than to the element that the text stands in and those right around it.
    for (const it of open.slice(-8)) it.text += text;
    parts.write(text);
  };
  const begin = (name: string, given: string, attributes: Record<string, string>) => {
    if (silent.has(name)) silenced++;
    else if (name === 'table') tables++ === 0 ? parts.table('begins') : parts.break();
    else if (name === 'td' || name === 'th') tables === 1 ? parts.cell('begins') : parts.break();
    else if (name === 'pre') parts.code(true);
    else if (heading.test(name)) parts.heading(true);
    else if (name === 'ul' || name === 'ol') parts.list({ ordered: name === 'ol' });
    else if (name === 'li') parts.item();
    else if (blocks.has(name)) parts.break();
    else if (name === 'img') write(attributes.alt ?? '');
    // "kubectl drain <node-name>" is no HTML: it is what somebody has to fill in.
    else if (!inline.has(name) && !structure.has(name)) write(`<${given}>`);
  };
  const end = (name: string, { title, href, text }: Open) => {
    if (silent.has(name)) silenced = Math.max(0, silenced - 1);
    else if (name === 'table') tables > 0 && --tables === 0 ? parts.table('over') : parts.break();
    else if (name === 'td' || name === 'th') tables === 1 ? parts.cell(name === 'th' ? 'head' : 'data') : parts.break();
    else if (name === 'tr') tables === 1 ? parts.row() : parts.break();
    else if (name === 'pre') parts.code(false);
    else if (heading.test(name)) parts.heading(false);
    else if (name === 'ul' || name === 'ol') parts.list('over');
    else if (name === 'li' || blocks.has(name)) parts.break();
    else if (name === 'a') write(linkText({ href, text }));
    // An icon says by its title alone what it means.
    else if (text.trim() === '' && !parts.open.endsWith(title)) write(title);
  };

  const parser = new Parser(
    {
      onopentag(given, attributes) {
        const name = given.toLowerCase();
        begin(name, given, attributes);
        open.push({ name, title: attributes.title ?? '', href: attributes.href ?? '', text: '' });
      },
      ontext: write,
      onclosetag(given) {
        const name = given.toLowerCase();
        const one = open.pop();
        end(name, one?.name === name ? one : { name, title: '', href: '', text: '-' });
      },
    },
    { lowerCaseTags: false, decodeEntities: true },
  );
  parser.end(html);
  parts.break();
  return parts.all;
}
