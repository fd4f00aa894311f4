import type { Message, TeamsChannels } from '../incidents/pipeline/channel.ts';
import type { SentGroup } from './alert-sender.ts';
import { channels } from './crash-channels.ts';
import type { Select } from './select-rows.ts';

interface Found {
  incidents: number;
  cards: number;
  secondCopies: number;
  faults: string[];
}

const mark = 'second copy';

/** Compares what was taken with what stands in Teams and in the store, after the last restart and when nothing waits. */
export async function crashFaults(o: {
  groups: readonly SentGroup[];
  teams: TeamsChannels;
  /** Times of the kills, in milliseconds. */
  killedAt: readonly number[];
  select: Select;
}): Promise<Found> {
  const { groups, teams, killedAt, select } = o;
  const faults: string[] = [];
  const fault = (text: string) => faults.push(text);
  const rows = await select(`select i.number, i.status, i.told_at, i.digest, i.conversation, a.identity
    from alerts a left join incident_alerts p on p.alert = a.id left join incidents i on i.number = p.incident`);
  const byAlert = new Map(rows.map((row) => [String(row.identity), row]));
  for (const { name, taken } of groups) {
    for (let n = 1; n <= taken; n++) {
      const row = byAlert.get(`${name}/${n}`);
      if (!row?.number) fault(`the alert ${name}/${n} was taken and is in no incident`);
    }
  }

  const incidents = new Map(rows.filter(({ number }) => number).map((row) => [Number(row.number), row]));
  const posts = new Map(channels.map((channel) => [channel as string, teams.messages(channel)]));
  const cards = new Map<number, Message[]>();
  for (const message of [...posts.values()].flat()) {
    const number = Number(/^\w+ #(\d+) · /.exec(message.summary)?.[1]);
    if (number) cards.set(number, [...(cards.get(number) ?? []), message]);
    else if (!message.summary.startsWith('Storm')) fault(`"${message.summary}" stands in the channel by itself`);
  }
  for (const [number, { status, told_at, digest }] of incidents) {
    const own = cards.get(number) ?? [];
    const isOver = status === 'resolved';
    if (Number(told_at) === 0) {
      if (!isOver) fault(`incident ${number} is open and was never told`);
      continue;
    }
    if (Number(digest) > 0) continue;
    if (own.length === 0) fault(`incident ${number} was told and has no card`);
    if (isOver && own.length > 0 && !own.at(-1)?.summary.startsWith('Over'))
      fault(`incident ${number} is over, and its card is not`);
    for (const more of own.slice(1))
      if (!more.text.includes(mark) && !more.earlier.some((it) => it.includes(mark)))
        fault(`incident ${number} has a second card without a mark`);
    for (const card of own) if (wentBack(card)) fault(`the card of incident ${number} went back to an older state`);
  }

  let secondCopies = 0;
  for (const [channel, messages] of posts) {
    const marked = messages
      .flatMap((it) => [it, ...it.replies])
      .filter((it) => [it.text, ...it.earlier].some((text) => text.includes(mark)));
    secondCopies += marked.length;
    if (marked.length > killedAt.length)
      fault(`${marked.length} second copies in ${channel} after ${killedAt.length} kills`);
    const early = marked.filter(({ at }) => !killedAt.some((killed) => killed <= at));
    if (early.length > 0) fault(`${early.length} second copies before anything was killed`);
  }
  faults.push(...(await storeFaults(select, incidents.size)));
  return { incidents: incidents.size, cards: cards.size, secondCopies, faults };
}

/** Whether a later state of a card shows less than an earlier one: the highest number of an alert; the end counts as the highest. */
function wentBack({ earlier, text }: Message): boolean {
  const states = [...earlier, text].map(
    (it) => Math.max(0, ...[...it.matchAll(/state (\d+)/g)].map(([, n]) => Number(n))) || 99,
  );
  return states.some((state, index) => index > 0 && state < (states[index - 1] ?? 0));
}

async function storeFaults(select: Select, incidents: number): Promise<string[]> {
  const count = async (sql: string) => Number((await select(`select count(*) as n from ${sql}`))[0]?.n ?? 0);
  const waiting = await count('outbox');
  const unsorted = await count('deliveries');
  const lost = await count(`incidents i where i.status <> 'resolved' and not exists (
    select 1 from jobs j where j.task = 'tell-incident' and j.key = cast(i.number as text))`);
  return [
    ...(waiting > 0 ? [`${waiting} messages were never sent`] : []),
    ...(unsorted > 0 ? [`${unsorted} deliveries were never sorted`] : []),
    ...(lost > 0 ? [`${lost} of ${incidents} incidents are open and are never looked at again`] : []),
  ];
}
