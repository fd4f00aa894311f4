import type { Button, Card } from '../model/card.ts';
import type { GateExceptionUse, GateVerdict } from '../model/gate-verdict.ts';
import { imageText } from '../model/parse-image.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { names, some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { severityCounts } from './vulnerability-row.ts';
import { ago, clockTime, date } from './when.ts';

/** The answer to "gate": the verdict, every reason, the exceptions, what was not looked at. */
export function gateCard(
  verdict: GateVerdict,
  o: { now: Date; buttons: readonly Button[]; asksReason: boolean },
): Card {
  return fitted(17, (most) => render('gate', viewOf(verdict, o, most), plain(verdict.sentence, 300)));
}

const levels = { pass: 'good', fail: 'attention', 'could-not-judge': 'unknown' } as const;

function viewOf(
  it: GateVerdict,
  { now, buttons, asksReason }: { now: Date; buttons: readonly Button[]; asksReason: boolean },
  most: number,
) {
  const reasons = some(it.reasons, most, (n) => counted(n, 'more reason'));
  const exceptions = some(it.exceptions, Math.min(most, 6), (n) => counted(n, 'more exception'));
  const notes = some(it.notes, Math.min(most, 6));
  const isBlind = it.verdict === 'could-not-judge';
  return {
    style: verdictStyle(levels[it.verdict]),
    verdict: plain(it.sentence, 300),
    image: plain(imageText(it.image), 240),
    when: whenLine(it, now),
    hasCounts: it.source !== undefined,
    counts: severityCounts(it.counts),
    countNote: it.source ? [{ text: countNote(it) }] : [],
    hasReasons: it.reasons.length > 0,
    reasons: reasons.shown.map(({ does, sentence, ids = [] }) => ({
      mark: does === 'fail' ? '✗ ' : '? ',
      color: does === 'fail' ? 'Attention' : 'Warning',
      text: said(sentence, 400),
      ids:
        ids.length > 0
          ? [
              {
                text: names(
                  ids.map((id) => plain(id, 60)),
                  5,
                ),
              },
            ]
          : [],
    })),
    moreReasons: reasons.more,
    hasExceptions: it.exceptions.length > 0,
    exceptions: exceptions.shown.map((use) => ({ text: exceptionLine(use, now), why: `“${said(use.reason, 200)}”` })),
    moreExceptions: exceptions.more,
    notes: [...notes.shown.map((text) => ({ text: said(text, 300) })), ...notes.more],
    ...gapLines(it.gaps, isBlind, Math.max(1, Math.min(most, 8))),
    inputs: asksReason ? [{ label: 'Why an exception', placeholder: 'The reason, for whoever approves it' }] : [],
    basis: `Judged at ${clockTime(now, now)} UTC by the policy "${plain(it.policy, 60)}".`,
    ...actionsOf(buttons),
  };
}

function whenLine({ image, source }: GateVerdict, now: Date): string {
  return [
    ...(image.digest === undefined ? [] : [plain(image.digest, 19)]),
    ...(source ? [plain(source.name, 80)] : ['no findings']),
    ...(source ? [source.scannedAt ? `scanned ${ago(source.scannedAt, now)}` : 'scan time unknown'] : []),
  ].join(' · ');
}

function countNote({ counts, counted: counting }: GateVerdict): string {
  const [all, its] = [counts, counting].map((them) => Object.values(them).reduce((sum, count) => sum + count, 0));
  return all === 0
    ? 'No open findings.'
    : `${its} of ${counted(all ?? 0, 'finding')} ${all === 1 || its === 1 ? 'counts' : 'count'} under the policy.`;
}

function exceptionLine(
  { covers, owner, approvedBy, expires, isOver, took, change }: GateExceptionUse,
  now: Date,
): string {
  const until = Number.isNaN(expires.getTime()) ? 'no date' : date(expires, now);
  return [
    names(
      covers.map((it) => plain(it, 60)),
      3,
    ),
    isOver ? `over since ${until}, counts no more` : `until ${until}, took ${took}`,
    `owner ${said(owner, 80)}`,
    `approved by ${said(approvedBy, 80)}${change === undefined ? '' : ` (#${change})`}`,
  ].join(' · ');
}
