import type { SerializationContext } from 'adaptivecards';
import { AdaptiveCards } from './adaptive-cards.ts';

/** An element's JSON, of which nothing is known. */
export type Source = Record<string, unknown>;

/** Teaches the renderer an element that is drawn from its JSON alone. */
export function registerDrawn(name: string, draw: (source: Source) => HTMLElement): void {
  class Drawn extends AdaptiveCards.CardElement {
    #source: Source = {};

    getJsonTypeName(): string {
      return name;
    }

    protected override internalParse(source: Source, context: SerializationContext): void {
      super.internalParse(source, context);
      this.#source = source;
    }

    protected override internalRender(): HTMLElement {
      return draw(this.#source);
    }
  }
  AdaptiveCards.GlobalRegistry.elements.register(name, Drawn);
}

/** The text of a property; anything else is nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The number of a property, or undefined. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The objects of a list property; anything else is an empty list. */
export function listOf(value: unknown): Source[] {
  return Array.isArray(value) ? value.filter((it): it is Source => typeof it === 'object' && it !== null) : [];
}

/** The CSS colour for a name that Teams gives chart colours, or the next one of the palette. */
export function colourOf(name: unknown, index: number): string {
  const next = `var(--chart-${(index % 6) + 1})`;
  return /^[a-zA-Z0-9]+$/.test(textOf(name)) ? `var(--chart-${textOf(name)}, ${next})` : next;
}
