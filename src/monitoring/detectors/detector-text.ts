import { marked } from 'marked';
import type { DetectorText } from '../../model/detector.ts';
import { htmlText } from './html-text.ts';

/** So much of one cell is read; what is longer was made by nobody who wanted it read. */
const longest = 30_000;
const wrapper = /<\/?markdown>/gi;

/**
 * What stands in a cell, as plain text: AKS writes text with HTML in it, or, within <markdown>, markdown with HTML in it.
 * What is longer than anybody reads is cut.
 */
export function detectorText(cell: string): DetectorText[] {
  if (cell.length > longest) {
    const read = detectorText(cell.slice(0, longest));
    return [...read, { kind: 'text', text: '… AKS wrote more than is read here.' }];
  }
  if (!/[<&]/.test(cell)) return cell.trim() === '' ? [] : [{ kind: 'text', text: cell.replace(/\s+/gu, ' ').trim() }];
  const bare = cell.replace(wrapper, '');
  return htmlText(bare.length < cell.length ? htmlOf(bare) : cell);
}

/** The same as one line, for what is a sentence: a message, a title. */
export function detectorLine(cell: string): string {
  return detectorText(cell)
    .map((part) => (part.kind === 'table' ? [part.columns, ...part.rows].flat().join(' ') : part.text))
    .join(' ');
}

function htmlOf(markdown: string): string {
  try {
    return marked.parse(markdown, { async: false, gfm: true });
  } catch {
    // Nested deeper than the parser can follow: its marks stay in the text, which is shown as it is anyway.
    return markdown;
  }
}
