import type { Logger } from 'pino';
import type { AzureConnection } from '../azure/azure.ts';
import { progressCard } from '../cards/progress.ts';
import type { Role } from '../model/actor.ts';
import type { Clock } from '../model/clock.ts';
import type { Store } from '../store/store.ts';
import type { AnyCommand, Dialogue } from './command.ts';
import * as shelf from './index.ts';
import { createParser } from './language/parse.ts';
import { sentenceOf } from './language/sentence.ts';
import { createButtons } from './prepared-buttons.ts';
import { type PeopleConfig, refusalOf, roleOf } from './roles.ts';
import { answer, type House } from './run.ts';
import { understand } from './understand.ts';

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

/** All that can be said, in the order that help shows. */
export const commands: readonly AnyCommand[] = [shelf.why, shelf.scanImage, shelf.clusterHealth, shelf.use, shelf.help];

/** The bot's side of every conversation: one registry, one role check, one audit line. */
export function createDialogue({ connection, store, clock, log, config, unknownPerson }: DialogueParts): Dialogue {
  const parse = createParser(commands);
  const buttons = createButtons(store, clock);
  const house: House = {
    connection,
    store,
    clock,
    log,
    commands,
    parse,
    buttons,
    roleOf: (actor) => roleOf(actor, config, unknownPerson),
  };
  return {
    answer: (incoming) => answer(incoming, house),
    async replaces(verb, data, actor) {
      const understood = await understand({ verb, data }, commands, parse, store);
      if (understood.kind !== 'understood' || understood.replaces !== true) return false;
      return actor === undefined || refusalOf(house.roleOf(actor), understood.command.role) === undefined;
    },
    async progress(ask) {
      const understood = await understand(ask, commands, parse, store);
      if (understood.kind !== 'understood') return progressCard({ doing: 'Working on it' });
      const { command, input } = understood;
      return progressCard({ doing: command.doing?.(input) ?? `Working on "${sentenceOf({ command, input })}"` });
    },
  };
}
