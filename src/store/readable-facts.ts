/** The facts of a line; of a line that somebody changed to what is no object of JSON, the text itself as `unreadable`. */
export function readableFacts(text: unknown): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(String(text));
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return facts as Record<string, unknown>;
  } catch {
    // The line is shown all the same: that it was changed is for checking to say.
  }
  return { unreadable: String(text) };
}
