import { channels } from '../../src/lab/page/channels.ts';
import type { Person } from '../../src/lab/page/people.ts';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { createLogger } from '../../src/telemetry.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { ShownCard } from './shown-card.ts';

const stepMs = 250;
const longestMs = 10 * 60_000;

/** The range with its alerts, and a clock that is driven. */
export interface AlertRange {
  lab: Lab;
  /** Lets time pass until a message of the bot is as wanted, newest first; throws after ten minutes of the clock. */
  until(channel: 'on-call' | 'security', isWanted: (card: ShownCard, isReply: boolean) => boolean): Promise<ShownCard>;
  /** What the page's own controls do. */
  ask(path: string, body?: unknown): Promise<unknown>;
  /** Resolves to what who pressed was answered. */
  press(person: Person, card: ShownCard, title: string): Promise<unknown>;
}

/** Starts it with a scenario whose alerts fire; without `diagnoses` what they are about can hardly be looked into. */
export async function startAlertRange(
  scenario: string,
  { diagnoses = false }: { diagnoses?: boolean } = {},
): Promise<AlertRange> {
  const clock = createDrivenClock();
  const lab = await startLab({ clock, alerts: true, warm: true, scenario, log: createLogger({ level: 'silent' }) });
  // What Azure refuses at once is looked into quickly; diagnoses have their own tests.
  const refusing = diagnoses ? [] : (['log-analytics', 'prometheus', 'kubernetes'] as const);
  for (const api of refusing) lab.azure.faults.set(api, { status: 403 });
  const ask = async (path: string, body: unknown = {}) => {
    const headers = { 'content-type': 'application/json', origin: new URL(lab.page).origin };
    const response = await fetch(new URL(path, lab.page), { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await lab.alerting.idle();
    return response.json();
  };
  /** Lets a request be answered: the clock moves no faster than they are. What was held up for long may drop it. */
  const turn = () =>
    fetch(new URL('/healthz', lab.bot), { headers: { connection: 'close' } })
      .then((response) => response.text())
      .catch(() => '');
  return {
    lab,
    ask,
    async until(channel, isWanted) {
      const conversation = channels.find(({ name }) => name === channel)?.id ?? '';
      const end = clock.now().getTime() + longestMs;
      while (clock.now().getTime() < end) {
        const posts = lab.board.in([conversation]).filter(({ from }) => from === 'bot');
        const found = posts.toReversed().find((post) => isWanted(new ShownCard(post), post.id !== post.rootId));
        if (found) return new ShownCard(found);
        await turn();
        await clock.advance(stepMs);
      }
      const shown = lab.board.in([conversation]).map((post) => new ShownCard(post).text.slice(0, 200));
      throw new Error(`it did not come; there are:\n${shown.join('\n---\n')}`);
    },
    press(person, card, title) {
      const { verb, data } = card.button(title);
      const { id, conversationId } = card.post;
      const action = { type: 'Action.Execute', verb, data };
      return ask('/api/press', {
        ...{ person: person.objectId, conversationId, postId: id, action, trigger: 'manual' },
      });
    },
  };
}
