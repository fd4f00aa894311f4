import type { Answer } from './answer.ts';
import { ApiSetting, type ApiState, type AzureMoods } from './azure-mood.ts';
import type { Board } from './board.ts';
import type { Playing } from './post.ts';
import type { ScenarioEntry, SourceEntry } from './sample.ts';

/** What the page needs to break and to heal the simulated world. */
export interface Range {
  scenarios: readonly ScenarioEntry[];
  /** Name of the scenario that the world begins with. */
  scenario?: string;
  onScenario(name: string): Promise<void>;
  /** Ends the troubles of a scenario; without it nothing can be healed. */
  onHeal?(name: string): Promise<void>;
  moods?: AzureMoods;
  /** Sources that can be made to send an alert by hand. */
  sources?: readonly SourceEntry[];
  onTestAlert?(source: string): Promise<void>;
}

/** Breaks and heals the world for everybody who looks at the page, and tells them. */
export function rangeControl(range: Range, board: Board) {
  let playing: Playing | undefined = range.scenario === undefined ? undefined : { name: range.scenario, healed: false };

  const state = (): { playing: Playing | undefined; apis: ApiState[] } => ({
    playing,
    apis: range.moods?.list() ?? [],
  });

  function told(body: unknown): Answer {
    board.tell({ type: 'range', ...state() });
    return { status: 200, body };
  }

  return {
    state,

    async play(name: string): Promise<Answer> {
      const scenario = range.scenarios.find((it) => it.name === name);
      if (!scenario) return { status: 404, body: { message: `There is no scenario called "${name}".` } };
      await range.onScenario(name);
      playing = { name, healed: false };
      return told(scenario);
    },

    async heal(): Promise<Answer> {
      const well = range.scenarios.find(({ name }) => name === playing?.name)?.well;
      if (!playing || playing.healed || well || !range.onHeal)
        return { status: 409, body: { message: 'Nothing is broken that could be healed.' } };
      await range.onHeal(playing.name);
      playing = { ...playing, healed: true };
      return told({});
    },

    async testAlert(source: string): Promise<Answer> {
      if (!range.onTestAlert || !range.sources?.some(({ name }) => name === source))
        return { status: 404, body: { message: `There is no source of alerts called "${source}".` } };
      await range.onTestAlert(source);
      return { status: 202, body: {} };
    },

    setApi(body: unknown): Answer {
      return range.moods?.set(ApiSetting.parse(body))
        ? told({})
        : { status: 404, body: { message: 'There is no such API.' } };
    },

    clearApis(): Answer {
      range.moods?.clear();
      return told({});
    },
  };
}
