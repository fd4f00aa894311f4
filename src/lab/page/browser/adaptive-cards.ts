import type * as Library from 'adaptivecards';

/** The card renderer, which page.html loads as a plain script. */
export const AdaptiveCards = (globalThis as unknown as { AdaptiveCards: typeof Library }).AdaptiveCards;
