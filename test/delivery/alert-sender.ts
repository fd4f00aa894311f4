import { channels } from './crash-channels.ts';

/** A group of alerts as its sender knows it: so many of them were answered with 202. */
export interface SentGroup {
  name: string;
  /** The highest number of an alert that was taken. */
  taken: number;
  /** Its end was taken. */
  isOver: boolean;
  /** When each began, by its number. */
  began: Map<number, string>;
}

/** Sends alerts as Alertmanager does: until it is told 202, and never a later one of a group before. */
export interface AlertSender {
  groups: SentGroup[];
  /** Sends for as long as it is wanted; answers when the last request has its answer. */
  run(isWanted: () => boolean): Promise<void>;
  /** Ends groups until so many are left open. */
  endAllBut(left: number): Promise<void>;
}

const mostOpen = 12;
const mostAlerts = 5;

/** `origin` answers where an app is up now. */
export function alertSender(o: {
  name: string;
  origin(): string | undefined;
  random(): number;
  now(): Date;
}): AlertSender {
  const groups: SentGroup[] = [];
  const open = () => groups.filter(({ isOver }) => !isOver);

  async function send(group: SentGroup, index: number, isOver: boolean): Promise<void> {
    const numbers = isOver ? Array.from({ length: group.taken }, (_, at) => at + 1) : [group.taken + 1];
    const labels = { alertname: 'Broken', group: group.name, team: String(index % channels.length) };
    const severity = index % 4 === 0 ? 'critical' : 'high';
    const at = o.now().toISOString();
    const alerts = numbers.map((n) => ({
      ...{ status: isOver ? 'resolved' : 'firing', fingerprint: `${group.name}/${n}` },
      startsAt: group.began.get(n) ?? at,
      ...(isOver && { endsAt: at }),
      ...{ labels: { ...labels, severity, n: String(n) }, annotations: { summary: `${group.name} state ${n}.` } },
    }));
    if (!isOver) group.began.set(group.taken + 1, at);
    await taken({ version: '4', status: 'firing', alerts });
    if (isOver) group.isOver = true;
    else group.taken++;
  }

  async function taken(body: object): Promise<void> {
    for (;;) {
      const origin = o.origin();
      const status = origin ? await post(`${origin}/api/alerts/alertmanager`, body) : undefined;
      if (status === 202) return;
      // It is not up: a sender of alerts waits before it asks again.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  return {
    groups,
    async run(isWanted) {
      while (isWanted()) {
        const some = open();
        const chosen = some[Math.floor(o.random() * some.length)];
        const isNew = !chosen || (some.length < mostOpen && o.random() < 0.4);
        const group = isNew
          ? { name: `${o.name}-${groups.length}`, taken: 0, isOver: false, began: new Map() }
          : chosen;
        if (isNew) groups.push(group);
        await send(group, groups.indexOf(group), !isNew && (group.taken >= mostAlerts || o.random() < 0.15));
      }
    },
    async endAllBut(left) {
      for (const group of open().slice(left)) await send(group, groups.indexOf(group), true);
    },
  };
}

async function post(url: string, body: object): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    // It was killed meanwhile: nobody knows whether it was taken, so it is sent again.
    return undefined;
  }
}
