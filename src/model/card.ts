/** A finished Adaptive Card, ready to send. */
export interface Card {
  /** Name of its template in cards/. */
  template: string;
  /** Adaptive Card JSON, version 1.5. */
  json: Record<string, unknown>;
  /** One line of plain text for the toast and the screen reader. */
  summary: string;
}

/** A button on a card: a command that was prepared (verb and opaque id), or a link to an allow-listed https host. */
export type Button = { title: string; verb: string; id: string } | { title: string; url: string };
