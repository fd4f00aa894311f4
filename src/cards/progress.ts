import type { Card } from '../model/card.ts';
import { plain } from './plain.ts';
import { render } from './render.ts';

/** What is being worked on. */
export interface ProgressView {
  /** "Looking into payments-api" */
  doing: string;
}

/** The card shown while an answer takes longer than a second; the answer takes its place. */
export function progressCard({ doing }: ProgressView): Card {
  return render('progress', { doing: `${plain(doing)} …` }, doing);
}
