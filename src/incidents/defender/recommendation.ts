import type { Alert } from '../../model/alert.ts';
import { armLabels } from '../reading/arm-labels.ts';
import { dateOf } from '../reading/date-of.ts';
import { httpsLink } from '../reading/https-link.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { severityOf } from '../reading/severity-of.ts';
import { textOf } from '../reading/text-of.ts';

/** Whether an exported body is a recommendation or a compliance state rather than a security alert. */
export function isRecommendation(body: Readonly<Record<string, unknown>>): boolean {
  const type = textOf(body.type)?.toLowerCase() ?? '';
  return type.includes('assessments');
}

/**
 * A recommendation about one resource, or the state of a compliance assessment: it fires while it is unhealthy, and
 * is over when the resource has become healthy or is exempt. It is one trouble under the assessment's id.
 */
export function recommendation(raw: Readonly<Record<string, unknown>>, now: Date): Alert | undefined {
  const properties = recordOf(raw.properties) ?? {};
  const metadata = recordOf(properties.metadata) ?? {};
  const status = recordOf(properties.status) ?? {};
  const details = recordOf(properties.resourceDetails) ?? {};
  const id = textOf(raw.id);
  if (id === undefined) return undefined;
  const code = (textOf(status.code) ?? textOf(properties.state) ?? '').toLowerCase();
  const firing = code === 'unhealthy' || code === 'failed';
  const name = textOf(properties.displayName) ?? textOf(metadata.displayName) ?? textOf(properties.description);
  const resource = textOf(details.id) ?? textOf(details.Id) ?? id.replace(/\/providers\/microsoft\.security\/.*$/i, '');
  const severity = severityOf(metadata.severity) ?? 'low';
  const links = recordOf(properties.links) ?? {};
  const changed = dateOf(status.statusChangeDate) ?? now;
  const link = httpsLink(
    ...[links.azurePortalUri, links.azurePortal, properties.assessmentDetailsLink].flatMap((it) =>
      // Written without its scheme by some versions.
      typeof it === 'string' && it.startsWith('portal.azure.com/') ? [`https://${it}`] : [it],
    ),
  );
  const what = details.resourceName ?? details.ResourceName ?? resource.slice(resource.lastIndexOf('/') + 1);
  const texts = {
    summary: name,
    description: textOf(metadata.description),
    remediation: textOf(metadata.remediationDescription),
    cause: textOf(status.cause),
  };
  return {
    source: 'defender-export',
    identity: identityOf(id.toLowerCase()),
    status: firing ? 'firing' : 'resolved',
    severity,
    title: oneLine([name ?? 'A recommendation', textOf(what)].filter(Boolean).join(': ')),
    labels: {
      ...armLabels(resource),
      alertname: textOf(raw.name) ?? 'Recommendation',
      severity,
      kind: 'recommendation',
    },
    annotations: Object.fromEntries(Object.entries(texts).filter((it): it is [string, string] => it[1] !== undefined)),
    startsAt: changed,
    ...(!firing && { endsAt: changed }),
    ...(link && { link }),
    raw,
  };
}
