import type { Logger } from 'pino';
import type { AzureConnection } from '../azure/azure.ts';
import { progressCard } from '../cards/progress.ts';
import type { Role } from '../model/actor.ts';
import type { Clock } from '../model/clock.ts';
import type { Store } from '../store/store.ts';
import type { House } from './answering/house.ts';
import { createButtons } from './answering/prepared-buttons.ts';
import { understand } from './answering/understand.ts';
import type { AnyCommand, Dialogue } from './command.ts';
import * as shelf from './index.ts';
import { createSpeech } from './language/speech.ts';
import { type PeopleConfig, refusalOf, roleOf } from './roles.ts';
import { answer } from './run.ts';

/** What a dialogue is made of. */
export interface DialogueParts {
  connection: AzureConnection;
  store: Store;
  clock: Clock;
  log: Logger;
  config: PeopleConfig;
  /** The role of a person who is in no list; undefined makes him an outsider. */
  unknownPerson?: Role;
}

/** All that can be said, in the order that help shows: what is asked most, then by name, and how to get help at last. */
export const commands: readonly AnyCommand[] = (Object.values(shelf) as AnyCommand[]).toSorted(
  (a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name),
);

function placeOf({ name }: AnyCommand): number {
  return name === 'why' ? 0 : name === 'help' ? 2 : 1;
}

/** The bot's side of every conversation: one registry, one role check, one audit line. */
export function createDialogue({ connection, store, clock, log, config, unknownPerson }: DialogueParts): Dialogue {
  const speech = createSpeech(commands);
  const buttons = createButtons(store, clock);
  const house: House = {
    ...{ connection, store, clock, log, commands, speech, buttons },
    roleOf: (actor) => roleOf(actor, config, unknownPerson),
  };
  return {
    answer: (incoming) => answer(incoming, house),
    async replaces(verb, data, actor) {
      const understood = await understand({ verb, data }, house);
      if (understood.kind !== 'understood' || !understood.replaces) return false;
      return actor === undefined || refusalOf(house.roleOf(actor), understood.command.role) === undefined;
    },
    async progress(ask) {
      const understood = await understand(ask, house);
      if (understood.kind !== 'understood') return progressCard({ doing: 'Working on it' });
      const { command, input } = understood;
      return progressCard({ doing: command.doing?.(input) ?? `Working on "${speech.sentenceOf({ command, input })}"` });
    },
  };
}
