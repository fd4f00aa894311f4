/** What we know how to change, one line each. Empty so far: every suggestion is text. */
export const actions = [] as const;
