import type { Card } from '../../model/card.ts';

/** One card of the gallery, made when it is looked at. */
export interface Sample {
  /** The template's name. */
  card: string;
  /** What is special about this one ("usual", "hostile text"). */
  sample: string;
  make(): Card;
}

/** A scenario that can be started from the page. */
export interface ScenarioEntry {
  name: string;
  title: string;
  /** A sentence that says what is broken and quotes what to ask. */
  tell: string;
  /** Nothing is wrong in it now, so there is nothing to heal. */
  well?: true;
}

/** A source of alerts that can be tried from the page. */
export interface SourceEntry {
  name: string;
  title: string;
}
