import type { ActivityResponse, AdaptiveApplet, ExecuteAction, IActivityRequest } from 'adaptivecards';
import type { Person } from '../people.ts';
import { AdaptiveCards } from './adaptive-cards.ts';
import { element } from './element.ts';
import { hostConfig } from './host-config.ts';
import type { InvokeResponse } from './lab-api.ts';
import { type Mentions, markdownHtml } from './markdown.ts';
import { registerElements } from './teams-elements.ts';

/** What a card needs from the page around it. */
export interface CardSurroundings {
  /** Who looks: decides whether the card refreshes itself, and which mentions are theirs. */
  me?: Person;
  press(action: unknown, trigger: string): Promise<InvokeResponse>;
  /** Shows a line beside the card. */
  notify(text: string, tone: 'plain' | 'attention'): void;
}

let mentions: Mentions = new Map();
let ready = false;

/** Draws a card whose buttons work; a response card takes its place for the one who pressed. */
export function cardView(json: unknown, around: CardSurroundings): HTMLElement {
  prepare();
  const teamsId = around.me?.teamsId ?? '';
  const card = withRefreshFor(json as CardJson, teamsId);
  const applet = new AdaptiveCards.AdaptiveApplet();
  applet.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  applet.channelAdapter = new PressAdapter(around);
  applet.onCardChanging = (_, payload) => {
    mentions = mentionsOf(payload as CardJson, around.me);
    return true;
  };
  // A refresh goes on unseen, as in Teams.
  applet.onCreateProgressOverlay = (_, { trigger }) =>
    trigger === 'manual' ? element('div', { class: 'card-busy', role: 'status' }, 'Asking Watchkeeper…') : undefined;
  applet.onActivityRequestSucceeded = (_, response, content) => {
    if (typeof content === 'string' && response.request.trigger === 'manual') around.notify(content, 'plain');
  };
  applet.onActivityRequestFailed = (_, response) => {
    if (response.request.trigger === 'manual')
      around.notify(response.error.message ?? 'Something went wrong. Please try again.', 'attention');
    return -1;
  };
  applet.onAction = (_, action) => {
    // The range has no portal to go to, so a link shows where it leads.
    if (action instanceof AdaptiveCards.OpenUrlAction) around.notify(`This link opens ${action.url}`, 'plain');
  };
  mentions = mentionsOf(card, around.me);
  applet.setCard(card);
  const full = String(card.msteams?.width ?? '').toLowerCase() === 'full';
  return element('div', { class: full ? 'card card-full' : 'card' }, drawnOrSorry(applet));
}

interface CardJson {
  refresh?: { userIds?: string[] };
  msteams?: { width?: string; entities?: { type?: string; text?: string; mentioned?: { id?: string } }[] };
}

class PressAdapter extends AdaptiveCards.ChannelAdapter {
  readonly #around: CardSurroundings;

  constructor(around: CardSurroundings) {
    super();
    this.#around = around;
  }

  async sendRequestAsync(request: IActivityRequest): Promise<ActivityResponse> {
    const { id, verb, data, title } = request.action as ExecuteAction;
    const action = { type: 'Action.Execute', ...(id ? { id } : {}), title, verb, data: data ?? {} };
    const fail = (message: string) =>
      new AdaptiveCards.ErrorResponse(request, new AdaptiveCards.ActivityRequestError('error', message));
    try {
      const { statusCode, value } = await this.#around.press(action, request.trigger);
      if (statusCode < 300) return new AdaptiveCards.SuccessResponse(request, JSON.stringify(answered(value)));
      const { message } = (value ?? {}) as { message?: string };
      return fail(message ?? `Something went wrong (${statusCode}). Please try again.`);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  }
}

/** A card that answers is fresh: Teams asks again when it is older than a minute and looked at anew, or when the message is edited. */
function answered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? '';
  const { refresh: _, ...fresh } = value as CardJson;
  return fresh;
}

/** Teams refreshes a card by itself only for those it names. */
function withRefreshFor(card: CardJson, teamsId: string): CardJson {
  const { refresh, ...plain } = card;
  return refresh && (refresh.userIds === undefined || refresh.userIds.includes(teamsId)) ? card : plain;
}

function mentionsOf(card: CardJson, me: Person | undefined): Mentions {
  const entities = card.msteams?.entities ?? [];
  const mine = me && [me.teamsId, me.objectId, me.email];
  return new Map(
    entities.flatMap(({ type, text, mentioned }) =>
      type === 'mention' && text ? [[text, mine?.includes(mentioned?.id ?? '') ?? false] as const] : [],
    ),
  );
}

function drawnOrSorry(applet: AdaptiveApplet): HTMLElement {
  if (applet.card) return applet.renderedElement;
  return element('p', { class: 'card-broken' }, 'We’re sorry, this card couldn’t be displayed.');
}

function prepare(): void {
  if (ready) return;
  ready = true;
  registerElements();
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text, mentions);
    result.didProcess = true;
  };
  const { applets } = AdaptiveCards.GlobalSettings;
  applets.logEnabled = false;
  applets.refresh.mode = AdaptiveCards.RefreshMode.Automatic;
  applets.refresh.timeBetweenAutomaticRefreshes = 0;
  // A refreshed card that asks for a refresh again would go round for ever.
  applets.refresh.maximumConsecutiveAutomaticRefreshes = 1;
  applets.refresh.allowManualRefreshesAfterAutomaticRefreshes = false;
}
