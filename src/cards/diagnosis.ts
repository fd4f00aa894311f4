import type { Button, Card } from '../model/card.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Finding, ObjectRef } from '../model/finding.ts';
import { isOneThing, type Subject } from '../model/subject.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { confidenceInWords } from './confidence.ts';
import { diagnosisLinks } from './diagnosis-links.ts';
import { diagnosisLevel, diagnosisVerdict, lookedAt } from './diagnosis-verdict.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { quoteLines } from './quote-lines.ts';
import { render } from './render.ts';
import { rowPress } from './row-press.ts';
import { scopeInWords } from './scope-in-words.ts';
import { seriesChart } from './series-chart.ts';
import { some } from './some.ts';
import { subjectPlace } from './subject-place.ts';
import { verdictStyle } from './verdict-style.ts';

/** What a diagnosis offers to press: below it, and on the line of another finding what looks closer at its object. */
export interface DiagnosisButtons {
  now: Date;
  buttons: Button[];
  closer?(finding: Finding): Button | undefined;
}

/** The answer to "why": the likeliest finding with its proof, what to do, what else was found, and what could not be read. */
export function diagnosisCard(diagnosis: Diagnosis, o: DiagnosisButtons): Card {
  return fitted(8, (most) => render('diagnosis', viewOf(diagnosis, o, most), diagnosisVerdict(diagnosis)));
}

function viewOf(diagnosis: Diagnosis, { now, buttons, closer }: DiagnosisButtons, most: number) {
  const { subject } = diagnosis;
  const [first, ...rest] = diagnosis.findings;
  const evidence = [...diagnosis.evidence.values()];
  // What could not be read may be what decides.
  const isOpen = first === undefined || diagnosisLevel(diagnosis) === 'warning';
  const gaps = gapLines([...diagnosis.gaps, ...evidence.map((fact) => fact.gap)], isOpen, most);
  const steps = some(first?.suggestions ?? [], Math.min(most, 4));
  const quotes = some(first?.quotes ?? [], Math.min(most, 4), (n) => `${n} more like these`);
  const isWide = !isOneThing(subject);
  const others = some(rest, Math.min(most, isWide ? 5 : 3), (n) => `${n} more, less likely`);
  const derivation = some(first?.derivation ?? [], most + 4);
  return {
    style: verdictStyle(diagnosisLevel(diagnosis)),
    verdict: plain(diagnosisVerdict(diagnosis), 300),
    facts: first ? factsOf(first, subject) : lookedAt(diagnosis),
    place: subjectPlace(subject),
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
    othersTitle: isWide ? 'Also found' : 'Also possible',
    others: others.shown.map((finding) => ({
      verdict: plain(finding.sentence, 300),
      facts: factsOf(finding, subject),
      ...rowPress(closer?.(finding)),
    })),
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

/** What is blamed, where that is not the subject itself; how sure; how far it reaches. */
function factsOf({ about, confidence, scope }: Finding, subject: Subject): string {
  const isSubject = about?.kind === subject.kind && about.name === subject.name;
  return [
    ...(about && !isSubject ? [blamed(about, subject)] : []),
    confidenceInWords(confidence),
    ...(scope ? [scopeInWords(scope)] : []),
  ].join(' · ');
}

function blamed({ kind, namespace, name }: ObjectRef, subject: Subject): string {
  const where = namespace !== '' && namespace !== subject.namespace && kind !== 'Namespace' ? ` in ${namespace}` : '';
  return `${plain(kind, 40)} ${plain(`${name}${where}`, 120)}`;
}
