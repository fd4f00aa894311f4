import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../model/clock.ts';
import { type Route, readJson, send } from './answer.ts';
import type { AzureRequests } from './azure-requests.ts';
import { Board } from './board.ts';
import { connector } from './connector.ts';
import { files } from './files.ts';
import { introduce } from './introduce.ts';
import { live } from './live.ts';
import { pageApi } from './page-api.ts';
import type { Person } from './people.ts';
import type { Range } from './range-control.ts';
import { failureAnswer, fromElsewhere } from './refuse.ts';
import type { Sample } from './sample.ts';
import { Throttle } from './throttle.ts';

/** What the page is made of. */
export interface PageOptions extends Range {
  /** Where the bot takes activities: the URL of its /api/messages. */
  bot: () => string;
  clock: Clock;
  people: readonly Person[];
  gallery: readonly Sample[];
  /** What to ask first; without it, questions about the made-up company. */
  questions?: readonly string[];
  /** What the simulated Azure is asked; the page shows it as it happens. */
  requests?: AzureRequests;
  /** 0 or nothing takes a free port. */
  port?: number;
}

/** A page that runs. Its address is also the connector's service URL. */
export interface RunningPage {
  url: string;
  board: Board;
  /** Teams' rate limits per conversation; off until switched on. */
  throttle: Throttle;
  /** Tells the bot of the team's channels, once it listens. */
  introduce(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the Teams-like chat page and the connector service behind it, on 127.0.0.1 only. */
export async function startPage(o: PageOptions): Promise<RunningPage> {
  const board = new Board(o.clock);
  const throttle = new Throttle(o.clock);
  let url = '';
  const routes: Route[] = [
    connector({ board, people: o.people, throttle }),
    pageApi({ ...o, board, serviceUrl: () => url }),
    files,
  ];

  const server = createServer(async (request, response) => {
    try {
      const asked = new URL(request.url ?? '/', 'http://127.0.0.1');
      const refusal = fromElsewhere(request, asked);
      if (refusal) return send(response, refusal);
      if (asked.pathname === '/api/events') {
        const person = o.people.find(({ objectId }) => objectId === asked.searchParams.get('person'));
        return person
          ? live({ board, person, requests: o.requests }, request, response)
          : send(response, { status: 404 });
      }
      const body = await readJson(request);
      for (const route of routes) {
        const answer = await route({ method: request.method ?? 'GET', url: asked, body });
        if (answer) return send(response, answer);
      }
      send(response, { status: 404, body: { message: 'There is nothing here.' } });
    } catch (error) {
      send(response, failureAnswer(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(o.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    url,
    board,
    throttle,
    introduce: () => introduce({ ...o, bot: o.bot(), serviceUrl: url }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
