import type { ApiState } from '../azure-mood.ts';
import type { AzureRequest } from '../azure-requests.ts';
import type { Person } from '../people.ts';
import type { Happening, Playing, Post } from '../post.ts';
import type { ScenarioEntry, SourceEntry } from '../sample.ts';

/** A channel, or the person's own chat with the bot. */
export interface Conversation {
  id: string;
  name: string;
  topic: string;
  kind: 'channel' | 'personal';
}

/** All that a person can see. */
export interface State {
  team: string;
  people: Person[];
  /** Entra object id of the one who looks. */
  person: string;
  conversations: Conversation[];
  posts: Post[];
  /** By thread, the last message that the person saw. */
  seen: Record<string, string>;
  scenarios: ScenarioEntry[];
  /** Sources whose example can be fired. */
  sources: SourceEntry[];
  /** What to ask first. */
  questions: string[];
  /** The scenario that was chosen last. */
  playing?: Playing;
  /** Whether it can be healed. */
  heals: boolean;
  /** The APIs that can be made slow, or fail. */
  apis: ApiState[];
  /** Whether it is told what Azure is asked. */
  showsAzure: boolean;
}

/** What a bot answers to a pressed button. */
export interface InvokeResponse {
  statusCode: number;
  type: string;
  value: unknown;
}

/** The whole state, as the person with this object id sees it. */
export async function readState(person: string | undefined): Promise<State> {
  return (await ask('GET', `/api/state${person ? `?person=${person}` : ''}`)) as State;
}

/** Something typed. Without a root it starts a thread. */
export interface Said {
  text: string;
  rootId?: string;
  /** Whether the bot is mentioned before the text. */
  toBot: boolean;
  /** Whom "@name" in the text means: object ids, or "bot". */
  mentions: string[];
}

/** Sends what was typed. */
export async function say(
  said: Said & { person: string; conversationId: string },
): Promise<{ id: string; rootId: string }> {
  return (await ask('POST', '/api/say', said)) as { id: string; rootId: string };
}

/** Presses a button of a card. */
export async function press(pressed: {
  person: string;
  conversationId: string;
  postId: string;
  action: unknown;
  trigger: string;
}): Promise<InvokeResponse> {
  return (await ask('POST', '/api/press', pressed)) as InvokeResponse;
}

/** Tells the server that a person looked at a message. */
export async function see(seen: { person: string; conversationId: string; postId: string }): Promise<void> {
  await ask('POST', '/api/seen', seen);
}

/** Ends the troubles of the scenario that was chosen last. */
export async function healScenario(): Promise<void> {
  await ask('POST', '/api/heal', {});
}

/** Makes an API slow, or fail, or well again. */
export async function setApi({ api, latencyMs, mood }: ApiState): Promise<void> {
  await ask('POST', '/api/apis', { api, latencyMs, mood });
}

/** Makes every API answer as usual. */
export async function clearApis(): Promise<void> {
  await ask('POST', '/api/apis/clear', {});
}

/** Sends an alert of a source's own example to the bot. */
export async function fireTestAlert(source: string): Promise<void> {
  await ask('POST', `/api/test-alerts/${source}`, {});
}

/** Breaks something in the world. */
export async function startScenario(name: string): Promise<void> {
  await ask('POST', `/api/scenarios/${name}`, {});
}

/** Somebody who hears of everything that happens. */
export interface Listener {
  happening(happening: Happening): void;
  azure(request: AzureRequest): void;
  /** Whether the page's server can be heard. */
  link(open: boolean): void;
}

/** Listens until the returned function is called. Resolves once nothing more can be missed. */
export async function listen(person: string, listener: Listener): Promise<() => void> {
  const source = new EventSource(`/api/events?person=${person}`);
  source.onmessage = ({ data }) => listener.happening(JSON.parse(data as string) as Happening);
  source.addEventListener('azure', ({ data }) => listener.azure(JSON.parse(data as string) as AzureRequest));
  source.onerror = () => listener.link(false);
  await new Promise<void>((resolve) => {
    source.onopen = () => {
      listener.link(true);
      resolve();
    };
  });
  return () => source.close();
}

/** Asks the page's own server; a refusal throws with its message. */
export async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The page's server answered ${response.status}.`);
  return answer;
}
