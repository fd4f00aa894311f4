import { diagnosisVerdict } from '../../cards/diagnosis-verdict.ts';
import { scopeInWords } from '../../cards/scope-in-words.ts';
import { names } from '../../cards/some.ts';
import { ago } from '../../cards/when.ts';
import { aroundTrouble } from '../../diagnosis/changes/around-trouble.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { changesIn } from '../../model/finding.ts';
import type { TimelineLine } from '../../model/incident.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Pipeline } from './pipeline.ts';
import { saveHeld } from './save-held.ts';
import { showIncident } from './show-incident.ts';
import { subjectOf } from './subject-of.ts';

const hours = 24;
/** A diagnosis takes no longer; a lease of a job does. */
const longestMs = 45_000;
const mostTries = 3;
const mostLines = 4;

/**
 * Job: asks why, as soon as an incident opens, so that its first card can say it; one that is late is an edit. In a storm
 * only what has a card of its own is looked into. What fails is tried again, and at last said in the story.
 */
export async function diagnoseIncident(pipeline: Pipeline, number: number, attempts: number): Promise<void> {
  const { store, clock, config, connection, log } = pipeline;
  const now = clock.now();
  const incident = await store.incidents.incident(number);
  if (!incident || incident.status === 'resolved' || incident.digest) return;
  if (incident.diagnosis && incident.diagnosis.at >= incident.openedAt) return;
  const since = new Date(now.getTime() - config.digest.windowMs);
  const busy = await store.incidents.openedSince(incident.conversation, since);
  if (!incident.toldAt && busy > config.digest.cards) return;

  const alerts = (await store.incidents.alertsOf(number)).filter(({ episode }) => episode.status === 'firing');
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  try {
    const subject = await subjectOf(alerts, azure, now);
    if (!subject) return await nothingToAsk(number, pipeline);
    const window = { from: new Date(now.getTime() - hours * 3_600_000), to: now };
    const diagnosis = await diagnose(azure, subject, undefined, window);
    pipeline.diagnosed?.(clock.now().getTime() - now.getTime());
    await note(diagnosis, number, pipeline);
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UserError) || attempts < mostTries) throw error;
    await change(number, pipeline, (it) => it, {
      at: clock.now(),
      kind: 'failed',
      text: `It could not be looked into: ${error.message}`,
    });
  }
}

/** Said on the card, and no news for its thread. */
async function nothingToAsk(number: number, pipeline: Pipeline): Promise<void> {
  const sentence = 'There is nothing to look into: its alerts name no workload, or no cluster, that I know.';
  const diagnosis = { at: pipeline.clock.now(), sentence, lines: [], code: 'not-looked-into' };
  await change(number, pipeline, (it) => ({ ...it, diagnosis }));
}

async function note(diagnosis: Diagnosis, number: number, pipeline: Pipeline): Promise<void> {
  const [first] = diagnosis.findings;
  const { cluster, kind, namespace, name } = diagnosis.subject;
  const at = pipeline.clock.now();
  const sentence = withoutSecrets(diagnosisVerdict(diagnosis));
  const lines = [
    ...(first?.quotes ?? []).slice(0, 2).map(({ text }) => text),
    ...(first?.suggestions ?? []).slice(0, 1).map(({ text }) => `→ ${text}`),
    ...diagnosis.gaps.slice(0, 1).map(({ what, why }) => `Not read: ${what} (${why})`),
  ];
  await change(
    number,
    pipeline,
    (it) => ({
      ...it,
      diagnosis: {
        ...{ at, sentence, code: first?.code ?? 'none' },
        lines: lines.slice(0, mostLines).map(withoutSecrets),
        around: around(diagnosis, at).map(withoutSecrets),
        changes: changesIn(first?.suggestions ?? []).slice(0, 1),
      },
      subject: { cluster: cluster.name, kind, namespace, name },
    }),
    { at, kind: 'diagnosed', text: sentence },
  );
}

/** Writes what was found out about an incident, and shows it where the card is out already. */
async function change(
  number: number,
  pipeline: Pipeline,
  changed: (incident: StoredIncident) => StoredIncident,
  ...lines: readonly TimelineLine[]
): Promise<void> {
  const now = pipeline.clock.now();
  await pipeline.store.together(now, async (writing) => {
    const incident = await writing.incidentToChange(number);
    if (!incident) return;
    await showIncident(await saveHeld(changed(incident), writing), lines, { writing, pipeline, now });
  });
  pipeline.wake();
}

/** What changed just before, and how far it reaches: what the one who is woken asks next. */
function around(diagnosis: Diagnosis, now: Date): string[] {
  const { changed, callers } = aroundTrouble(diagnosis);
  const scope = diagnosis.findings[0]?.scope;
  const reach = [
    ...(scope ? [scopeInWords(scope)] : []),
    ...(callers.length > 0 ? [`called by ${names(callers, 4)}`] : []),
  ];
  return [
    ...(changed ? [`Changed ${ago(changed.at, now)}: ${changed.text}`] : []),
    ...(reach.length > 0 ? [`Reaches ${reach.join('; ')}`] : []),
  ];
}
