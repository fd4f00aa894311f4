import type { Incident } from '../model/incident.ts';
import { capitalized } from './capitalized.ts';
import { plain } from './plain.ts';
import { said } from './said.ts';
import { clockTime } from './when.ts';

/**
 * What a diagnosis found, finished for the card: a line that begins with an arrow says what to do, one
 * that begins with "Not read:" what is missing, and any other is its proof.
 */
export interface WhyOnCard {
  at: Date;
  sentence: string;
  lines: readonly string[];
  /** What changed before, and how far it reaches. */
  around?: readonly string[];
  code: string;
}

/** How long after an incident opened its diagnosis may still be on its way. */
const lookingMs = 3 * 60_000;
const arrow = /^→\s*/;
const missing = /^Not read:/;

/** What an incident's card says of its cause: nothing, that it is being looked at, or what was found out. */
export function incidentWhy(diagnosis: WhyOnCard | undefined, incident: Incident, o: { now: Date; most: number }) {
  const { now, most } = o;
  const isOver = incident.status === 'resolved';
  if (!diagnosis) {
    const isNew = now.getTime() - incident.openedAt.getTime() < lookingMs;
    const looking = isNew && !isOver ? [{ text: 'Being looked at …' }] : [];
    return { looking, verdicts: [], around: [], steps: [], hasQuotes: false, quotes: [], codes: [] };
  }
  // When it is over the cause is all that matters still.
  const lines = (isOver ? [] : diagnosis.lines.slice(0, Math.min(most, 4))).map((text) => said(text, 240));
  const around = most > 0 ? (diagnosis.around ?? []).map((text) => plain(text, 200)) : [];
  const steps = lines.filter((line) => arrow.test(line));
  const notRead = lines.filter((line) => missing.test(line));
  const quotes = lines.filter((line) => !arrow.test(line) && !missing.test(line));
  const looked = `looked at ${clockTime(diagnosis.at, now)} UTC · code ${plain(diagnosis.code, 60)}`;
  return {
    looking: [],
    verdicts: [{ text: plain(diagnosis.sentence, 300) }],
    around: (isOver ? [] : around).map((text) => ({ text })),
    steps: steps.map((line) => ({ text: line.replace(arrow, '→ ') })),
    hasQuotes: quotes.length > 0,
    quotes: quotes.map((text) => ({ text })),
    codes: isOver ? [] : [...notRead, capitalized(looked)].map((text) => ({ text })),
  };
}
