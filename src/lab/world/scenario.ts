import type { World } from './world.ts';

/** A state of the world that can be chosen by name. */
export interface Scenario {
  /** As in `npm run lab -- --scenario NAME`. */
  name: string;
  title: string;
  /** What to expect and what to type, for a person who looks at the page. */
  tell: string;
  /** Nothing is wrong in it now, so there is nothing to heal. */
  well?: true;
  /** Sets the world to this state, whatever it was before. */
  apply(world: World): void;
}

/** Adds types, nothing else. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
