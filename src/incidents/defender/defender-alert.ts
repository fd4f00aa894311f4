import type { Alert } from '../../model/alert.ts';
import { MalformedBody } from '../malformed-body.ts';
import { caseBlind } from '../reading/case-blind.ts';
import { dateOf } from '../reading/date-of.ts';
import { httpsLink } from '../reading/https-link.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textOf } from '../reading/text-of.ts';
import { alertArmId } from './alert-arm-id.ts';
import { defenderLabels } from './defender-labels.ts';
import { listOf } from './list-of.ts';

const over = new Set(['resolved', 'dismissed']);

/**
 * A security alert of Defender for Cloud, in whichever form: a row of ARM (camelCase below `properties`), or what
 * continuous export and workflow automation send (PascalCase). Throws MalformedBody.
 */
export function defenderAlert(raw: unknown, o: { source: string; where: string; now: Date }): Alert {
  const outer = recordOf(raw);
  const field = caseBlind(recordOf(caseBlind(outer)('properties')) ?? outer);
  const id = textOf(field('SystemAlertId')) ?? textOf(outer?.name);
  const type = textOf(field('AlertType'));
  const name = textOf(field('AlertDisplayName')) ?? textOf(field('DisplayName')) ?? textOf(field('AlertName')) ?? type;
  if (!id) throw new MalformedBody(`${o.where}, SystemAlertId: is missing`);
  if (!name) throw new MalformedBody(`${o.where}, AlertDisplayName: is missing`);
  const severity = severityOf(field('Severity')) ?? severityOf(field('ReportedSeverity')) ?? 'medium';
  const resolved = over.has(textOf(field('Status'))?.toLowerCase() ?? '');
  const tactics = listOf(field('Intent'));
  const entity = textOf(field('CompromisedEntity'));
  const startsAt =
    dateOf(field('StartTimeUtc')) ?? dateOf(field('TimeGenerated')) ?? dateOf(field('TimeGeneratedUtc')) ?? o.now;
  const link = httpsLink(field('AlertUri'), field('AlertLink'));
  const armId = textOf(outer?.id) ?? alertArmId(field('AlertUri'), id);
  return {
    source: o.source,
    // The export and the poll tell the same alert: one identity, however it came.
    identity: identityOf(id.toLowerCase()),
    status: resolved ? 'resolved' : 'firing',
    severity,
    title: oneLine(entity ? `${name}: ${entity}` : name) || 'Security alert',
    labels: {
      ...defenderLabels(field),
      alertname: type ?? name,
      severity,
      ...(tactics[0] && { intent: tactics[0] }),
      ...(entity && { compromised_entity: oneLine(entity) }),
    },
    annotations: {
      ...text('summary', name),
      ...text('description', textOf(field('Description'))),
      ...text('remediation', listOf(field('RemediationSteps'), false).join('\n')),
      ...text('tactics', tactics.join(', ')),
      ...text('techniques', listOf(field('Techniques')).join(', ')),
      ...text('state', textOf(field('Status'))),
      ...text('alert_id', armId ?? id),
    },
    startsAt,
    // Its times are those of the attack; when it was dismissed is told nowhere.
    ...(resolved && { endsAt: o.now }),
    ...(link && { link }),
    raw,
  };
}

function text(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {};
}
