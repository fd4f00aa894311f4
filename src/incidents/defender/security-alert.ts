import type { Alert } from '../../model/alert.ts';
import type { SecurityAlert } from '../../model/security-alert.ts';
import { alertKindOf } from '../../security/alert-types/alert-kind.ts';
import type { Help } from '../../security/alert-types/define-family.ts';
import { tacticsIn } from '../../security/alert-types/tactics.ts';
import { caseBlind } from '../reading/case-blind.ts';
import { kubeLabel } from '../reading/kube-labels.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import { textsOf } from '../reading/texts-of.ts';
import { alertTarget } from './alert-target.ts';
import { entitiesOf } from './entities.ts';
import { listOf } from './list-of.ts';
import { namedEntities } from './named-entities.ts';

const mostSteps = 12;
const mostSeen = 8;

/** An alert of Defender as a person reads it, from what its source parsed and what arrived; `helps` is likeliest first. */
export function securityAlertOf(alert: Alert): SecurityAlert & { helps: readonly Help[] } {
  const raw = recordOf(alert.raw);
  const field = caseBlind(recordOf(caseBlind(raw)('properties')) ?? raw);
  const { labels, annotations } = alert;
  const type = textOf(field('AlertType')) ?? labels.alertname ?? '';
  const kind = alertKindOf(type.slice(0, 200));
  const name = oneLine(annotations.summary ?? alert.title, 200);
  const words = listOf(field('Intent'));
  const own = tacticsIn(words);
  const said = words.filter((it) => it !== 'Unknown').map((it) => oneLine(it, 60));
  const entities = entitiesOf(field('Entities'));
  const description = textOf(field('Description')) ?? annotations.description;
  const armId = annotations.alert_id?.startsWith('/') ? annotations.alert_id : undefined;
  return {
    identity: alert.identity,
    ...(armId !== undefined && { armId }),
    ...{ type: oneLine(type, 100), name, means: kind?.means ?? firstSentence(description) ?? name },
    ...(kind && { look: kind.look }),
    helps: kind?.helps ?? [],
    severity: alert.severity,
    state: oneLine(textOf(field('Status')) ?? annotations.state ?? '', 40),
    isOver: alert.status === 'resolved',
    tactics: own.length > 0 ? own : said.length > 0 ? said.slice(0, 6) : (kind?.tactics ?? []),
    ...(description !== undefined && { description: oneLine(description, 1_000) }),
    steps: stepsOf(field, annotations.remediation),
    entities: namedEntities(entities),
    seen: seenIn(field('ExtendedProperties')),
    target: alertTarget(labels, entities),
    startsAt: alert.startsAt,
    ...(alert.link !== undefined && { link: alert.link }),
  };
}

function firstSentence(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = oneLine(text, 400);
  return /^.{10,220}?[.!?](?=\s|$)/.exec(line)?.[0] ?? (line === '' ? undefined : oneLine(line, 220));
}

/** The steps as they were published: a list, or lines with numbers of their own. */
function stepsOf(field: ReturnType<typeof caseBlind>, annotated: string | undefined): string[] {
  const listed = listOf(field('RemediationSteps'), false);
  return (listed.length > 0 ? listed : [annotated ?? ''])
    .flatMap((it) => it.slice(0, 10_000).split(/\r\n|\r|\n/))
    .map((it) => oneLine(it.replace(/^\s*(?:\d{1,2}[.)]|[-*•])\s+/, ''), 400))
    .filter((it) => it !== '')
    .slice(0, mostSteps);
}

/** Extended properties that tell more than where it was. */
function seenIn(properties: unknown): { name: string; value: string }[] {
  return textsOf(typeof properties === 'string' ? parsed(properties) : properties)
    .filter(([name]) => kubeLabel(name) === undefined && !/^[{[]/.test(name))
    .filter(([, value]) => !/^\s*[{[<]/.test(value))
    .slice(0, mostSeen)
    .map(([name, value]) => ({ name: oneLine(name, 60), value: oneLine(value, 300) }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON tells nothing by name.
    return undefined;
  }
}
