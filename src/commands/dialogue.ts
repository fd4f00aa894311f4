import type { Logger } from 'pino';
import type { AzureConnection } from '../azure/azure.ts';
import { progressCard } from '../cards/progress.ts';
import { ConfigError } from '../errors.ts';
import type { Pipeline } from '../incidents/pipeline/pipeline.ts';
import type { Actor, Role } from '../model/actor.ts';
import type { MetricAlert } from '../model/baseline-alert.ts';
import type { Clock } from '../model/clock.ts';
import type { SavedQuery } from '../monitoring/saved-queries/saved-query.ts';
import type { ChangeWork } from '../remediation/life/change-work.ts';
import type { GatePolicies } from '../security/gate/gate-policies.ts';
import type { PostureSettings } from '../security/posture/posture-config.ts';
import type { Store } from '../store/store.ts';
import type { House } from './answering/house.ts';
import { createButtons } from './answering/prepared-buttons.ts';
import { understand } from './answering/understand.ts';
import type { AnyCommand, Dialogue } from './command.ts';
import { permitPlace, placeOfIncident } from './incident-work/place-of-incident.ts';
import * as shelf from './index.ts';
import { createSpeech, type Said } from './language/speech.ts';
import { createPeople } from './people/people.ts';
import { type PeopleConfig, unknownVerbs } from './people/people-config.ts';
import { createPermits } from './people/permits.ts';
import { Refused } from './people/refused.ts';
import type { Where } from './people/scope.ts';
import { answer } from './run.ts';

/** What a dialogue is made of. */
export interface DialogueParts {
  connection: AzureConnection;
  store: Store;
  clock: Clock;
  log: Logger;
  config: PeopleConfig;
  /** The work on alerts and incidents, where the settings have it. */
  incidents?: Pipeline | undefined;
  /** The work on changes. */
  changes?: ChangeWork | undefined;
  /** The gate's policies. */
  gate?: GatePolicies | undefined;
  /** What counts as good posture. */
  posture?: PostureSettings | undefined;
  /** Tags that name a resource's owner. */
  ownerTags?: readonly string[] | undefined;
  /** Saved queries of the settings. */
  queries?: readonly SavedQuery[] | undefined;
  /** Alerts on metrics that the settings recommend. */
  baseline?: readonly MetricAlert[] | undefined;
  /** Told what was answered and how long that took, in milliseconds. */
  answered?(what: string, ms: number): void;
  /** The role of a person who is in no list; undefined makes him an outsider. */
  unknownPerson?: Role;
}

/** What is asked most, and so stands on top of the manual and on its buttons. */
const most = ['why', 'cluster health', 'scan image', 'incidents', 'logs', 'events'];

/** All that can be said or pressed, in the order that help shows: what is asked most, then by name, and how to get help at last. */
const all: readonly AnyCommand[] = (Object.values(shelf) as AnyCommand[]).toSorted(
  (a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name),
);

/** Those of them that can be said. */
export const commands: readonly AnyCommand[] = all.filter((it) => !it.isPressedOnly);

function placeOf({ name }: AnyCommand): number {
  const place = most.indexOf(name);
  return name === 'help' ? most.length + 1 : place < 0 ? most.length : place;
}

/** So long a turn may wait to know whose card a press takes away: Teams wants its answer soon. */
const glanceMs = 2_000;

/** The bot's side of every conversation: one registry, one role check, one audit line. Throws ConfigError for verbs that nobody can say. */
export function createDialogue({
  connection,
  store,
  clock,
  log,
  config,
  incidents,
  changes,
  gate,
  posture,
  ownerTags,
  queries,
  baseline,
  answered,
  unknownPerson,
}: DialogueParts): Dialogue {
  const faults = unknownVerbs(config, commands);
  if (faults.length > 0) throw new ConfigError(faults);
  const speech = createSpeech(commands);
  const buttons = createButtons(store, clock);
  const people = createPeople({ config, connection, clock, ...(unknownPerson && { unknownPerson }) });
  const house: House = {
    connection,
    store,
    clock,
    log,
    commands,
    pressable: all,
    speech,
    buttons,
    people,
    incidents,
    changes,
    gate,
    posture,
    ownerTags,
    queries,
    baseline,
    ...(answered && { answered }),
  };

  /** Whether the person may do it, as far as that can be told at a glance. */
  async function mayPress(actor: Actor, { command, input }: Said): Promise<boolean> {
    const glance = new AbortController();
    const cancel = clock.after(glanceMs, () => glance.abort(new DOMException('The glance is over.', 'TimeoutError')));
    const permits = createPermits(people, actor, command, { signal: glance.signal, log });
    const azure = connection.until(glance.signal, log);
    try {
      if (command.touches) await permits.admit();
      else await permitPlace(await pressedPlace(input), { ...permits, azure });
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    } finally {
      cancel();
    }
  }

  /** The place that a button is about: the one that it names, or that of its incident. */
  async function pressedPlace(input: Record<string, unknown>): Promise<Where> {
    const { number } = input;
    const incident = typeof number === 'number' ? await store.incidents.incident(number) : undefined;
    return incident ? placeOfIncident(incident) : saidPlace(input);
  }

  return {
    answer: (incoming) => answer(incoming, house),
    async pressed(verb, data, actor) {
      const understood = await understand({ verb, data }, house);
      if (understood.kind !== 'understood') return 'below';
      if (understood.command.pressed) return 'alone';
      if (!(await mayPress(actor, understood))) return 'in doubt';
      return understood.replaces ? 'in place' : 'below';
    },
    async progress(ask) {
      const understood = await understand(ask, house);
      if (understood.kind !== 'understood') return progressCard({ doing: 'Working on it' });
      const { command, input } = understood;
      return progressCard({ doing: command.doing?.(input) ?? `Working on "${speech.sentenceOf({ command, input })}"` });
    },
  };
}

/** The place that a button names, as it was prepared: the cluster's environment is not known before it is looked up. */
function saidPlace({ cluster, namespace, workload, kind }: Record<string, unknown>): Where {
  const text = (it: unknown) => (typeof it === 'string' ? it : undefined);
  return {
    cluster: text(cluster) ?? (kind === 'Cluster' ? text(workload) : undefined),
    namespace: text(namespace),
  };
}
