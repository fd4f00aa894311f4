import { z } from 'zod';

/** How an API of the simulated Azure answers. */
export const Mood = z.enum(['ok', 'throttled', 'forbidden', 'failing', 'unavailable', 'unreachable', 'hangs']);
export type Mood = z.infer<typeof Mood>;

/** The longest that an API can be made to wait, in milliseconds. */
export const mostLatencyMs = 10_000;

/** What a person may set of an API. */
export const ApiSetting = z.object({
  api: z.string(),
  latencyMs: z.number().int().min(0).max(mostLatencyMs),
  mood: Mood,
});

/** One API as it is now. */
export interface ApiState extends z.infer<typeof ApiSetting> {
  title: string;
  /** Set when only some of its requests are met, by what was chosen elsewhere. */
  partly?: boolean;
}

/** What the page can make slow, or fail. */
export interface AzureMoods {
  list(): ApiState[];
  /** False when there is no such API. */
  set(setting: z.infer<typeof ApiSetting>): boolean;
  /** Makes everything answer as usual. */
  clear(): void;
}
