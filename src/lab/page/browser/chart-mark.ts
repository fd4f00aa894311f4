/** A place of a chart that can be pointed at, with the values that stand there; what is drawn for it carries its index as `data-mark`. */
export interface Mark {
  /** Where the readout points to, in pixels of the drawing. */
  x: number;
  y: number;
  title: string;
  rows: { name?: string; colour: string; value: string }[];
  /** Tells beside the place, so many pixels away, rather than above it, so that what stands there stays in sight. */
  beside?: number;
}

/** A chart at one width, and what can be read off it. */
export interface Drawing {
  svg: SVGElement;
  marks: Mark[];
}

/** A mark's values in one line, for ears. */
export function wordsOf({ title, rows }: Mark): string {
  const values = rows.map(({ name, value }) => (name ? `${name} ${value}` : value)).join(', ');
  return title ? `${title}: ${values}` : values;
}
