import type { Button, Card } from '../model/card.ts';
import type { EventGroup, EventList } from '../model/event-list.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain, plainLines } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { names, some } from './some.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, duration } from './when.ts';

type Options = { now: Date; hours: number; buttons: Button[] };

/** The answer to "events": what happened, newest first, alike events as one with their count. */
export function eventListCard(list: EventList, o: Options): Card {
  return fitted(10, (most) => render('event-list', viewOf(list, o, most), verdictOf(list, o)));
}

function viewOf(list: EventList, o: Options, most: number) {
  const { subject, groups, evidence } = list;
  const { now, buttons } = o;
  const shown = some(groups, most, (n) => `${counted(n, 'older kind')} of event`);
  const warns = groups.some(({ type }) => type !== 'Normal');
  const blind = evidence.length === 0;
  return {
    style: verdictStyle(blind ? 'unknown' : warns ? 'warning' : 'info'),
    verdict: plain(verdictOf(list, o), 300),
    facts: [],
    place: subjectPlace(subject),
    groups: shown.shown.map((group) => ({
      reason: plain(group.reason, 60),
      color: group.type === 'Normal' ? 'Default' : 'Attention',
      count: group.count > 1 ? ` ${group.count}×` : ' ',
      age: ` · ${ago(group.lastAt, now)}${since(group)}`,
      // What is normal is told briefly.
      message: plainLines(withoutSecrets(group.message), group.type === 'Normal' ? 120 : 300, 4),
      objects: objectsOf(group),
      hasObjects: group.type !== 'Normal',
    })),
    moreGroups: shown.more,
    ...gapLines([...list.gaps], blind, 4),
    basis: basisOf(evidence, now),
    ...actionsOf([...buttons, { title: 'Open the cluster', url: resourceLink(subject.cluster.id) }]),
  };
}

/** Over what time it happened again and again; nothing for a single event. */
function since({ count, firstAt, lastAt }: EventGroup): string {
  const span = lastAt.getTime() - firstAt.getTime();
  return count > 1 && span >= 60_000 ? `, within ${duration(span)}` : '';
}

function objectsOf({ objects }: EventGroup): string {
  const [first, ...others] = objects;
  if (!first) return '–';
  // Pods of one workload differ in their ends only.
  const shared = first.name.slice(0, first.name.lastIndexOf('-') + 1);
  const short = others.map(({ name }) =>
    shared.length > 8 && name.startsWith(shared) ? `…${name.slice(shared.length)}` : name,
  );
  const list = [first.name, ...short].map((it) => plain(it, 120));
  return `${plain(first.kind, 40)} ${names(list, 3)}`;
}

function verdictOf({ subject, groups, evidence }: EventList, { now, hours }: Options): string {
  if (evidence.length === 0) return `The events of ${subject.name} could not be read`;
  const warnings = groups.filter(({ type }) => type !== 'Normal');
  const [newest] = warnings;
  const [latest] = groups;
  if (!latest) return `No events about ${subject.name} in the last ${hours} h`;
  if (!newest)
    return `No warnings about ${subject.name}; the last event was ${latest.reason}, ${ago(latest.lastAt, now)}`;
  const others = warnings.length > 1 ? `${counted(warnings.length, 'kind')} of warning, the newest ` : '';
  const times = newest.count > 1 ? ` ${newest.count}×,` : '';
  return `${subject.name}: ${others}${newest.reason}${times} last ${ago(newest.lastAt, now)}`;
}
