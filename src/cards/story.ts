import type { Card } from '../model/card.ts';
import type { Incident, Person, TimelineLine } from '../model/incident.ts';
import { mentionOf, withMentions } from './mention.ts';
import { plain } from './plain.ts';
import { render } from './render.ts';
import { storyText } from './story-lines.ts';
import { clockTime } from './when.ts';

/** One line of an incident's story as a reply in its thread; it mentions who is called by it. */
export function storyCard({
  incident,
  line,
  mention: person,
}: {
  incident: Incident;
  line: TimelineLine;
  mention?: Person;
}): Card {
  const mention = person && mentionOf(person);
  const text = storyText(line, 800);
  const isBad = line.kind === 'escalated' || line.kind === 'failed';
  const view = {
    mentions: mention ? [{ text: mention.text }] : [],
    text,
    color: isBad ? 'Attention' : 'Default',
    // A reply keeps its time for ever, so it says the day.
    where: `#${incident.number} · ${clockTime(line.at, line.at)} UTC`,
  };
  return withMentions(render('story', view, plain(`#${incident.number}: ${text}`, 300)), mention ? [mention] : []);
}
