/** How long Teams waits for a bot, in milliseconds. */
const patienceMs = 15_000;

/** What came back from the bot: its HTTP status and JSON body, or why there was none. */
export type Delivered = { status: number; body: unknown } | { failed: string };

/** Posts an activity to the bot's messages endpoint; never throws. */
export async function deliver(botUrl: string, activity: Record<string, unknown>): Promise<Delivered> {
  try {
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it did not answer within ${patienceMs / 1000} s`;
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.message;
}
