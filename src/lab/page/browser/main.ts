import type { Person } from '../people.ts';
import type { Happening, Post } from '../post.ts';
import { apiPanel } from './api-panel.ts';
import { azurePanel } from './azure-panel.ts';
import { composer } from './composer.ts';
import { conversationView } from './conversation-view.ts';
import { byId } from './element.ts';
import { hints } from './hints.ts';
import { type Conversation, listen, press, readState, say, see } from './lab-api.ts';
import { scenarioMenu } from './scenarios.ts';
import { sidebar } from './sidebar.ts';
import { applyTheme, themeSwitch } from './theme.ts';
import { isUnread } from './unread.ts';

applyTheme();
themeSwitch();

const asked = new URLSearchParams(location.search);
const firstName = (person: Person) => person.name.split(' ')[0]?.toLowerCase() ?? '';
const shortName = (conversation: Conversation) => conversation.name.toLowerCase();

let state = await readState(undefined);
let here = conversationNamed(asked.get('in'));
let view: ReturnType<typeof conversationView> | undefined;
let leave: (() => void) | undefined;
let wasLost = false;
let turn = 0;
const showRequest = azurePanel(state.showsAzure, new Map(state.apis.map(({ api, title }) => [api, title])));
const showApis = apiPanel(state.apis, trouble);

const line = composer({
  others: () => state.people.filter(({ objectId }) => objectId !== state.person),
  async send(said) {
    try {
      const { rootId } = await say({ ...said, person: state.person, conversationId: here.id });
      if (said.rootId) line.aim(here, rootId);
    } catch (error) {
      trouble(error instanceof Error ? error.message : String(error));
    }
  },
});

const suggest = hints(state.questions, line.fill);
const { scenarios, sources, heals } = state;
const showPlaying = scenarioMenu({ scenarios, sources, heals, fill: line.fill, suggest });
byId('menu').addEventListener('click', () => toggleMenu());
byId('shade').addEventListener('click', () => toggleMenu(false));
document.addEventListener('keydown', shortcut);
await actAs(state.people.find((person) => firstName(person) === asked.get('as')) ?? currentPerson());
line.focus();

/** Becomes somebody else: sees what they see. */
async function actAs(person: Person): Promise<void> {
  const mine = ++turn;
  leave?.();
  const stop = await listen(person.objectId, { happening: take, azure: showRequest, link });
  // Somebody else was chosen while this one was being opened.
  if (mine !== turn) return stop();
  leave = stop;
  await readAgain(person);
}

/** Hears of a lost and a found connection; what happened in between is read again. */
function link(open: boolean): void {
  const lost = !open;
  trouble(lost ? 'The page’s server does not answer. Trying again…' : undefined);
  if (!lost && wasLost) void readAgain(currentPerson());
  wasLost = lost;
}

async function readAgain(person: Person): Promise<void> {
  state = await readState(person.objectId);
  showPlaying(state.playing);
  showApis(state.apis);
  const same = state.conversations.find(
    (it) => it.id === here.id || (it.kind === 'personal' && here.kind === 'personal'),
  );
  open(same ?? state.conversations[0] ?? here);
}

function open(conversation: Conversation): void {
  here = conversation;
  toggleMenu(false);
  byId('title').textContent = conversation.kind === 'channel' ? `# ${conversation.name}` : conversation.name;
  byId('topic').textContent = conversation.topic;
  document.title = `${conversation.name} · Watchkeeper range`;
  const posts = state.posts.filter((post) => post.conversationId === conversation.id);
  view?.close();
  view = conversationView(conversation, posts, {
    people: state.people,
    me: currentPerson(),
    isUnread: (post) => isUnread(post, state),
    saw,
    reply(rootId) {
      line.aim(conversation, rootId);
      line.focus();
    },
    empty: (isEmpty) => byId('welcome').toggleAttribute('hidden', !isEmpty),
    cardSurroundings: (post, notify) => ({
      me: currentPerson(),
      notify,
      press: (action, trigger) =>
        press({ person: state.person, conversationId: conversation.id, postId: post.id, action, trigger }),
    }),
  });
  byId('conversation').replaceChildren(view.list);
  view.begin();
  line.aim(conversation);
  remember();
  drawSidebar();
}

function take(happening: Happening): void {
  if (happening.type === 'range') {
    showPlaying(happening.playing);
    showApis(happening.apis);
    return;
  }
  if (happening.type === 'seen') noted(happening.rootId, happening.postId);
  else remembered(happening);
  const conversationId =
    'post' in happening
      ? happening.post.conversationId
      : 'conversationId' in happening
        ? happening.conversationId
        : here.id;
  if (conversationId === here.id) view?.take(happening);
  if (happening.type !== 'typing') drawSidebar();
}

/** A message came into sight: it is read, here and wherever else the person looks. */
function saw(post: Post): void {
  noted(post.rootId, post.id);
  view?.take({ type: 'seen', person: state.person, rootId: post.rootId, postId: post.id });
  drawSidebar();
  see({ person: state.person, conversationId: post.conversationId, postId: post.id }).catch((error: unknown) =>
    trouble(error instanceof Error ? error.message : String(error)),
  );
}

function noted(rootId: string, postId: string): void {
  if (Number(postId) > Number(state.seen[rootId] ?? 0)) state.seen[rootId] = postId;
}

/** Keeps the state as the server has it, so that another conversation can be opened without asking. */
function remembered(happening: Exclude<Happening, { type: 'range' | 'seen' }>): void {
  if (happening.type === 'typing') return;
  const id = happening.type === 'delete' ? happening.id : happening.post.id;
  const others = state.posts.filter((post) => post.id !== id);
  if (happening.type === 'delete') state.posts = others;
  else if (happening.type === 'edit') state.posts = state.posts.map((post) => (post.id === id ? happening.post : post));
  else state.posts = [...others, happening.post];
}

function drawSidebar(): void {
  sidebar(state, { conversationId: here.id, act: (person) => void actAs(person), open });
}

function shortcut(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (event.key === '/' && !typing) {
    event.preventDefault();
    line.focus();
  }
  const conversation = event.altKey ? state.conversations[Number(event.key) - 1] : undefined;
  if (conversation) {
    event.preventDefault();
    open(conversation);
  }
  if (event.key === 'Escape') toggleMenu(false);
}

function toggleMenu(openIt = document.body.dataset.menu !== 'open'): void {
  document.body.dataset.menu = openIt ? 'open' : 'closed';
  byId('menu').setAttribute('aria-expanded', String(openIt));
}

function trouble(text: string | undefined): void {
  const bar = byId('trouble');
  bar.hidden = text === undefined;
  bar.textContent = text ?? '';
}

function remember(): void {
  const search = new URLSearchParams(location.search);
  search.set('as', firstName(currentPerson()));
  search.set('in', shortName(here));
  history.replaceState(null, '', `?${search}`);
}

function currentPerson(): Person {
  return state.people.find(({ objectId }) => objectId === state.person) ?? (state.people[0] as Person);
}

function conversationNamed(name: string | null): Conversation {
  return state.conversations.find((it) => shortName(it) === name) ?? (state.conversations[0] as Conversation);
}
