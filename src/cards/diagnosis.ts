import type { Button, Card } from '../model/card.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Finding, Scope } from '../model/finding.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { confidenceInWords } from './confidence.ts';
import { diagnosisLinks } from './diagnosis-links.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { quoteLines } from './quote-lines.ts';
import { render } from './render.ts';
import { seriesChart } from './series-chart.ts';
import { names, some } from './some.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';
import { duration } from './when.ts';

/** The answer to "why": the likeliest finding with its proof, what to do, and what could not be read. */
export function diagnosisCard(diagnosis: Diagnosis, o: { now: Date; buttons: Button[] }): Card {
  return fitted(8, (most) => render('diagnosis', viewOf(diagnosis, o, most), verdictOf(diagnosis)));
}

function viewOf(diagnosis: Diagnosis, { now, buttons }: { now: Date; buttons: Button[] }, most: number) {
  const [first, ...rest] = diagnosis.findings;
  const evidence = [...diagnosis.evidence.values()];
  const gaps = gapLines([...diagnosis.gaps, ...evidence.map((fact) => fact.gap)], first === undefined, most);
  const steps = some(first?.suggestions ?? [], Math.min(most, 4));
  const quotes = some(first?.quotes ?? [], Math.min(most, 4), (n) => `${n} more like these`);
  const others = some(rest, Math.min(most, 3), (n) => `${n} more, less likely`);
  const derivation = some(first?.derivation ?? [], most + 4);
  return {
    style: verdictStyle(levelOf(diagnosis)),
    verdict: plain(verdictOf(diagnosis), 300),
    facts: first
      ? factsOf(first)
      : `Looked at the last ${duration(diagnosis.window.to.getTime() - diagnosis.window.from.getTime())}`,
    place: subjectPlace(diagnosis.subject),
    hasSteps: steps.shown.length > 0,
    steps: steps.shown.map(({ text }, i) => ({
      mark: steps.shown.length > 1 ? `${i + 1}. ` : '→ ',
      text: plain(text, 400),
    })),
    moreSteps: steps.more,
    charts: most > 0 ? seriesChart(first?.series, now) : [],
    hasQuotes: quotes.shown.length > 0,
    quotes: quoteLines(quotes.shown, now),
    moreQuotes: quotes.more,
    hasOthers: others.shown.length > 0,
    others: others.shown.map((finding) => ({ verdict: plain(finding.sentence, 300), facts: factsOf(finding) })),
    moreOthers: others.more,
    derivations:
      derivation.shown.length > 0
        ? [{ lines: derivation.shown.map((text) => ({ text: plain(text, 300) })), moreLines: derivation.more }]
        : [],
    ...gaps,
    basis: `${basisOf(evidence, now)}${first ? ` Code: ${plain(first.code, 60)}.` : ''}`,
    ...actionsOf([...buttons, ...diagnosisLinks(diagnosis)]),
  };
}

function verdictOf({ findings, subject, symptom, gaps }: Diagnosis): string {
  if (findings[0]) return findings[0].sentence;
  const asked = symptom === undefined ? 'No cause of trouble found for' : `No cause found for ${symptom} of`;
  const but = gaps.length > 0 ? ', but not everything could be read' : '; that does not say that all is well';
  return `${asked} ${subject.name}${but}`;
}

/** That no rule spoke proves nothing: only a finding that says so makes a diagnosis good. */
function levelOf({ findings, gaps }: Diagnosis) {
  if (findings[0]) return /^(nothing|recovered|healthy)/.test(findings[0].code) ? 'good' : 'attention';
  return gaps.length > 0 ? 'warning' : 'unknown';
}

function factsOf(finding: Finding): string {
  return [confidenceInWords(finding.confidence), ...(finding.scope ? [scopeInWords(finding.scope)] : [])].join(' · ');
}

function scopeInWords({ kind, pods, of, nodes }: Scope): string {
  const where = nodes.length > 0 ? ` on ${plain(names(nodes, 2), 120)}` : '';
  if (kind === 'one node') return `one node: ${plain(names(nodes, 2), 120)}`;
  if (kind === 'one pod') return of > 1 ? `one pod of ${of}${where}` : `its only pod${where}`;
  if (kind === 'every replica') return `every replica (${pods.length} of ${of})`;
  return `${pods.length} of ${of} pods${where}`;
}
