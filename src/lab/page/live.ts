import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AzureRequests } from './azure-requests.ts';
import type { Board } from './board.ts';
import { channels, personalChatId } from './channels.ts';
import type { Person } from './people.ts';
import type { Happening } from './post.ts';

/** Sends what happens in the conversations that are open to a person, and to the range, as server-sent events, until the browser leaves. */
export function live(
  o: { board: Board; person: Person; requests: AzureRequests | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { board, person, requests } = o;
  const open = new Set([...channels.map(({ id }) => id), personalChatId(person)]);
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write('retry: 1000\n\n: open\n\n');
  const stop = board.watch((happening) => {
    if (concerns(happening, person, open)) response.write(`data: ${JSON.stringify(happening)}\n\n`);
  });
  const stopRequests = requests?.onDone((asked) => response.write(`event: azure\ndata: ${JSON.stringify(asked)}\n\n`));
  request.on('close', () => {
    stop();
    stopRequests?.();
  });
}

function concerns(happening: Happening, person: Person, open: ReadonlySet<string>): boolean {
  if (happening.type === 'range') return true;
  if (happening.type === 'seen') return happening.person === person.objectId;
  return open.has('post' in happening ? happening.post.conversationId : happening.conversationId);
}
