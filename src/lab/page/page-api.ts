import type { Clock } from '../../model/clock.ts';
import type { Answer, Route } from './answer.ts';
import type { AzureRequests } from './azure-requests.ts';
import type { Board } from './board.ts';
import { channels, personalChatId, team } from './channels.ts';
import { botAccount, type Person } from './people.ts';
import { personActions } from './person-actions.ts';
import type { Sample, ScenarioEntry } from './sample.ts';

/** What the page's own scripts ask for, under /api. */
export function pageApi(o: {
  board: Board;
  people: readonly Person[];
  bot: () => string;
  serviceUrl: () => string;
  clock: Clock;
  scenarios: readonly ScenarioEntry[];
  onScenario(name: string): Promise<void>;
  gallery: readonly Sample[];
  requests?: AzureRequests;
}): Route {
  const actions = personActions(o);

  function state(objectId: string | null): Answer {
    const person = o.people.find((it) => it.objectId === objectId) ?? o.people[0];
    if (!person) return { status: 404 };
    const conversations = [
      ...channels.map((channel) => ({ ...channel, kind: 'channel' })),
      { id: personalChatId(person), name: botAccount.name, topic: 'Only you and Watchkeeper', kind: 'personal' },
    ];
    const posts = o.board.in(conversations.map(({ id }) => id));
    return {
      status: 200,
      body: {
        team: team.name,
        people: o.people,
        person: person.objectId,
        conversations,
        posts,
        scenarios: o.scenarios,
        showsAzure: o.requests !== undefined,
      },
    };
  }

  async function startScenario(name: string): Promise<Answer> {
    const scenario = o.scenarios.find((it) => it.name === name);
    if (!scenario) return { status: 404, body: { message: `There is no scenario called "${name}".` } };
    await o.onScenario(name);
    return { status: 200, body: scenario };
  }

  function galleryCard(search: URLSearchParams): Answer {
    const sample = o.gallery.find((it) => it.card === search.get('card') && it.sample === search.get('sample'));
    return sample
      ? { status: 200, body: sample.make() }
      : { status: 404, body: { message: 'There is no such sample.' } };
  }

  return ({ method, url, body }) => {
    switch (`${method} ${url.pathname}`) {
      case 'GET /api/state':
        return state(url.searchParams.get('person'));
      case 'POST /api/say':
        return actions.say(body);
      case 'POST /api/press':
        return actions.press(body);
      case 'GET /api/gallery':
        return { status: 200, body: o.gallery.map(({ card, sample }) => ({ card, sample })) };
      case 'GET /api/gallery/card':
        return galleryCard(url.searchParams);
      default: {
        const [, name] = /^\/api\/scenarios\/([\w-]+)$/.exec(url.pathname) ?? [];
        return method === 'POST' && name ? startScenario(name) : undefined;
      }
    }
  };
}
