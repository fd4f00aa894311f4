import type { Clock } from '../../model/clock.ts';
import type { Answer, Route } from './answer.ts';
import type { AzureRequests } from './azure-requests.ts';
import type { Board } from './board.ts';
import { channels, personalChatId, team } from './channels.ts';
import { botAccount, type Person } from './people.ts';
import { personActions } from './person-actions.ts';
import { type Range, rangeControl } from './range-control.ts';
import { Reading } from './reading.ts';
import type { Sample } from './sample.ts';

/** What the page's own scripts ask for, under /api. */
export function pageApi(
  o: Range & {
    board: Board;
    people: readonly Person[];
    bot: () => string;
    serviceUrl: () => string;
    clock: Clock;
    gallery: readonly Sample[];
    questions?: readonly string[];
    requests?: AzureRequests;
  },
): Route {
  const reading = new Reading();
  const actions = personActions({ ...o, reading });
  const range = rangeControl(o, o.board);

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
        seen: reading.of(person.objectId),
        scenarios: o.scenarios,
        sources: o.sources ?? [],
        questions: o.questions ?? usualQuestions,
        heals: o.onHeal !== undefined,
        ...range.state(),
        showsAzure: o.requests !== undefined,
      },
    };
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
      case 'POST /api/seen':
        return actions.see(body);
      case 'POST /api/heal':
        return range.heal();
      case 'POST /api/apis':
        return range.setApi(body);
      case 'POST /api/apis/clear':
        return range.clearApis();
      case 'GET /api/gallery':
        return { status: 200, body: o.gallery.map(({ card, sample }) => ({ card, sample })) };
      case 'GET /api/gallery/card':
        return galleryCard(url.searchParams);
      default: {
        const [, what, name] = /^\/api\/(scenarios|test-alerts)\/([\w-]+)$/.exec(url.pathname) ?? [];
        if (method !== 'POST' || !name) return undefined;
        return what === 'scenarios' ? range.play(name) : range.testAlert(name);
      }
    }
  };
}

const usualQuestions = [
  'why OOMKilled payments-api',
  'cluster health prod-weu',
  'scan image payments-api:1.8',
  'clusters',
  'posture',
  'help',
];
