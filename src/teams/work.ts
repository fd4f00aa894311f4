import type { Logger } from 'pino';
import { progressCard } from '../cards/progress.ts';
import { faultCard } from '../commands/answering/fault-card.ts';
import type { Ask, Dialogue, Incoming, Reply } from '../commands/command.ts';
import type { Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import { stoppedCard, tooLateCard } from './edge-notice.ts';

/** How long an answer may still take to say that its time is over. */
const graceMs = 5_000;

/** Questions that are being worked on, each until its own deadline. */
export interface Works {
  /** Works on a question; always comes to a reply. */
  answer(asked: Omit<Incoming, 'signal'>, log: Logger): Promise<Reply>;
  /** What to show meanwhile. */
  progress(ask: Ask, log: Logger): Promise<Card>;
  /** Ends all that is being worked on, and takes no more: each comes to a card that says so. */
  stop(): void;
}

/** Bounds every question by its deadline, and turns what must not happen into words. */
export function createWorks(o: { dialogue: Dialogue; clock: Clock; workMs: number }): Works {
  const running = new Set<() => void>();
  let isStopped = false;
  return {
    async answer(asked, log) {
      if (isStopped) return { card: stoppedCard() };
      const deadline = new AbortController();
      const cancels: (() => void)[] = [];
      let stop = () => {};
      const timeIsOver = new Promise<Reply>((resolve) => {
        stop = () => {
          deadline.abort(new DOMException('The bot is stopping.', 'AbortError'));
          resolve({ card: stoppedCard() });
        };
        running.add(stop);
        const say = () => resolve({ card: tooLateCard(asked.requestId) });
        deadline.signal.addEventListener('abort', () => cancels.push(o.clock.after(graceMs, say)));
        cancels.push(
          o.clock.after(o.workMs, () => deadline.abort(new DOMException('The deadline passed.', 'TimeoutError'))),
        );
      });
      try {
        return await Promise.race([o.dialogue.answer({ ...asked, signal: deadline.signal }), timeIsOver]);
      } catch (error) {
        log.error({ error }, 'the dialogue failed');
        return { card: faultCard(asked.requestId) };
      } finally {
        running.delete(stop);
        for (const cancel of cancels) cancel();
      }
    },
    async progress(ask, log) {
      try {
        return await o.dialogue.progress(ask);
      } catch (error) {
        log.error({ error }, 'the progress card could not be made');
        return progressCard({ doing: 'Working on it' });
      }
    },
    stop: () => {
      isStopped = true;
      for (const stop of running) stop();
    },
  };
}
