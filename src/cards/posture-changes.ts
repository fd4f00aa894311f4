import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import { plain } from './plain.ts';
import { type PostureRow, postureCard } from './posture.ts';
import { changeLines } from './posture-rows.ts';
import { severityColor } from './severity-color.ts';
import { clockTime } from './when.ts';

/** What the card about changes of the posture is made of. */
export interface PostureChangesOnCard {
  /** Undefined where no earlier day is stored. */
  changes:
    | {
        since: Date;
        worse: readonly KnownFinding[];
        better: readonly KnownFinding[];
        fresh: readonly { name: string; type: string }[];
      }
    | undefined;
  filter: string;
  buttonOf(finding: KnownFinding): Button | undefined;
  gaps: readonly (Gap | undefined)[];
  limited: boolean;
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "what changed in posture". */
export function postureChangesCard({
  changes,
  filter,
  buttonOf,
  gaps,
  limited,
  buttons,
  now,
}: PostureChangesOnCard): Card {
  const row = (finding: KnownFinding): PostureRow => ({
    mark: finding.severity,
    color: finding.standing === 'fail' ? severityColor(finding.severity) : 'Default',
    name: plain(finding.resource.name, 100),
    lines: [plain(finding.title, 140), ...(finding.sentence === '' ? [] : [plain(finding.sentence, 160)])],
    button: buttonOf(finding),
  });
  const { worse = [], better = [], fresh = [] } = changes ?? {};
  return postureCard({
    level: !changes ? 'unknown' : worse.length > 0 ? 'warning' : 'good',
    verdict: changes
      ? changeLines({ ...changes, now }).title
      : 'There is no earlier day to compare the posture with yet',
    states: changes ? [] : ['The posture is kept once a day: ask again tomorrow.'],
    filter: filter === '' ? '' : plain(filter, 200),
    sections: [
      { title: 'Got worse', rows: worse.map(row), noun: 'change' },
      { title: 'Got better', rows: better.map(row), noun: 'change' },
      {
        title: 'New resources',
        rows: fresh.map(({ name, type }) => ({ name: plain(name, 100), lines: [plain(type, 100)] })),
        noun: 'resource',
      },
    ],
    ...{ gaps, limited, buttons, now },
    basis: `Compared with what was kept; settings read at ${clockTime(now, now)} UTC from Resource Graph.`,
  });
}
