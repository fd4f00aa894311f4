import type { BesideDefender } from '../model/defender-view.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import { plain } from './plain.ts';
import { policyLink } from './portal-link.ts';
import { severityColor } from './severity-color.ts';
import { ago, clockTime, date } from './when.ts';

/** One check of a resource with its evidence, who accepted it, what Defender says otherwise, and what to do. */
export function findingView(
  finding: KnownFinding,
  { beside, now, mostObjects }: { beside: BesideDefender | undefined; now: Date; mostObjects: number },
) {
  const { severity, title, standing, sentence, exception, over, policyId, step } = finding;
  const isOpen = standing === 'fail' && !exception;
  return {
    mark: `${severity}  `,
    color: isOpen ? severityColor(severity) : 'Default',
    title: plain(title, 140),
    flag: `: ${exception ? 'accepted' : standing === 'fail' ? 'fails' : 'not read'}`,
    flagColor: isOpen ? 'Attention' : 'Default',
    sentences: sentence === '' ? [] : [{ text: plain(sentence, 400) }],
    facts: factsOf(finding, mostObjects),
    steps: isOpen && step ? [{ text: plain(step.text, 400) }] : [],
    accepted: [
      ...(exception
        ? [
            {
              text: `Accepted until ${date(exception.until, now)} for ${plain(exception.owner, 80)}, approved by ${plain(exception.approvedBy, 120)} (change #${exception.change}): ${plain(exception.reason, 300)}`,
            },
          ]
        : []),
      ...(over && isOpen
        ? [
            {
              text: `It was accepted until ${date(over.until, now)} for ${plain(over.owner, 80)} (change #${over.change}); that is over.`,
            },
          ]
        : []),
    ],
    defender: differencesOf(finding, beside, now),
    when: whenOf(finding, now),
    policies: policyId
      ? [{ text: 'Azure Policy asks for the same: ', name: plain(policyId, 40), url: policyLink(policyId) }]
      : [],
  };
}

/** What was read, as its API names it, and the objects that offend. */
function factsOf({ property, value, objects }: KnownFinding, mostObjects: number): { text: string }[] {
  const shown = objects?.shown.slice(0, mostObjects) ?? [];
  const left = (objects?.shown.length ?? 0) - shown.length + (objects?.more ?? 0);
  return [
    ...(property === undefined ? [] : [{ text: `${plain(property, 160)} = ${plain(value ?? 'not set', 200)}` }]),
    ...shown.map((it) => ({ text: plain(it, 200) })),
    ...(left > 0 ? [{ text: `and ${left} more` }] : []),
  ];
}

function differencesOf({ check }: KnownFinding, beside: BesideDefender | undefined, now: Date): { text: string }[] {
  return (beside?.differences ?? [])
    .filter(({ finding }) => finding.check === check)
    .map(({ recommendation: { name, status, changedAt } }) => ({
      text: `Defender says ${status === 'NotApplicable' ? 'not applicable' : status.toLowerCase()}: ${plain(name, 160)}${changedAt ? ` (since ${date(changedAt, now)})` : ''}`,
    }));
}

function whenOf({ source, at, since, standing, keptFrom, check }: KnownFinding, now: Date): string {
  return [
    ...(source ? [`${source.service}, ${plain(source.detail, 100)}`] : []),
    keptFrom ? `kept from ${ago(keptFrom, now)}` : `read ${clockTime(at, now)} UTC`,
    ...(since && standing === 'fail' ? [`fails since ${date(since, now)}`] : []),
    plain(check, 80),
  ].join(' · ');
}
