import type { Button } from '../model/card.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { PostureStanding } from '../model/posture-standing.ts';
import { plain } from './plain.ts';
import type { ChangeLines, PostureRow } from './posture.ts';
import { counted, grouped } from './quantity.ts';
import { severityColor } from './severity-color.ts';
import { names } from './some.ts';
import { ago, date } from './when.ts';

/** A practice or a check as a row: how many resources fail, and which are the worst. */
export function standingRow(standing: PostureStanding, button: Button | undefined): PostureRow {
  const { worst, title, failing, counting, unread, accepted } = standing;
  const apart = [
    ...(unread > 0 ? [`${grouped(unread)} could not be read`] : []),
    ...(accepted > 0 ? [`${grouped(accepted)} accepted`] : []),
  ];
  return {
    ...(worst && { mark: worst, color: severityColor(worst) }),
    name: plain(title, 100),
    ...(failing.length > 0 && { flag: `${grouped(failing.length)} of ${grouped(counting)} fail` }),
    lines: [
      ...(failing.length > 0
        ? [
            names(
              failing.map(({ name }) => plain(name, 60)),
              3,
            ),
          ]
        : []),
      ...(apart.length > 0 ? [apart.join(' · ')] : []),
    ],
    button,
  };
}

/** A failing resource as a row, with what was read. */
export function failingRow(
  { name, findings }: PostureStanding['failing'][number],
  button: Button | undefined,
  now: Date,
): PostureRow {
  const [first] = findings;
  return {
    ...(first && { mark: first.severity, color: severityColor(first.severity) }),
    name: plain(name, 100),
    lines: findings
      .slice(0, 2)
      .flatMap((it) => [
        plain(it.sentence === '' ? it.title : it.sentence, 160),
        [
          ...(it.property !== undefined ? [`${plain(it.property, 80)} = ${plain(it.value ?? '', 60)}`] : []),
          ...(it.since ? [`since ${date(it.since, now)}`] : []),
          ...(it.keptFrom ? [`read ${ago(it.keptFrom, now)}`] : []),
        ].join(' · '),
      ])
      .filter((it) => it !== ''),
    button,
  };
}

/** What changed since some day, the worse first. */
export function changeLines(o: {
  since: Date;
  worse: readonly KnownFinding[];
  better: readonly KnownFinding[];
  fresh: readonly { name: string }[];
  now: Date;
}): ChangeLines {
  const { since, worse, better, fresh, now } = o;
  const parts = [
    ...(worse.length > 0 ? [`${grouped(worse.length)} got worse`] : []),
    ...(better.length > 0 ? [`${grouped(better.length)} got better`] : []),
    ...(fresh.length > 0 ? [counted(fresh.length, 'new resource')] : []),
  ];
  const line = ({ resource, title }: KnownFinding) => `${plain(resource.name, 60)}: ${plain(title, 100)}`;
  return {
    title: `Since ${date(since, now)}: ${parts.length === 0 ? 'nothing changed' : parts.join(', ')}`,
    lines: [
      ...worse.map((it) => ({ mark: 'Worse', color: 'Attention' as const, text: line(it) })),
      ...better.map((it) => ({ mark: 'Better', color: 'Default' as const, text: line(it) })),
      ...fresh.map(({ name }) => ({ mark: 'New', color: 'Default' as const, text: plain(name, 60) })),
    ],
  };
}
