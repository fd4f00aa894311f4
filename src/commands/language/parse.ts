import { bind } from './bind.ts';
import { corrected } from './corrected.ts';
import type { Language } from './grammar.ts';
import { kqlSaid } from './kql-said.ts';
import { misspeltOrder } from './orders/misspelt-order.ts';
import { isOrderField, orderSaid } from './orders/order-said.ts';
import { readings, type Weighed, weigh } from './readings.ts';
import { reasonSaid } from './reason-said.ts';
import type { Parsed, Said } from './speech.ts';
import { type Token, tokens } from './tokens.ts';
import { fillers } from './words.ts';

/**
 * What a sentence means in this language; it knows the commands' schemas and nothing else of them. What begins with an
 * order's verb is that order, unless it makes a whole sentence of another kind.
 */
export function parse(text: string, language: Language): Parsed {
  const typed = kqlSaid(text, language);
  if (typed) return { kind: 'understood', ...typed };
  const order = orderSaid(text, language.orders, language.rivals);
  if (order?.left.length === 0) return { kind: 'understood', command: order.command, input: order.input };
  const question = reasonSaid(text, (before) => questionIn(before, language)) ?? questionIn(text, language);
  if (question.kind === 'understood' || question.kind === 'nothing') return question;
  const isHybrid = language.grammars.some(({ command }) => command === order?.command);
  if (order && !isHybrid) return { kind: 'unsure', suggestions: [order], left: order.left };
  const meant = misspeltOrder(text, language.orders);
  return meant ? { kind: 'unsure', suggestions: [meant], left: [] } : question;
}

/** What it means as a question in any word order. */
function questionIn(text: string, language: Language): Parsed {
  const said = tokens(text);
  const [best] = readings(said, language);
  if (!best && said.every((token) => !token.quoted && token.key === undefined && fillers.has(token.word)))
    return { kind: 'nothing' };
  const better = corrected(said, language);
  if (better && isBetter(better, best, said)) {
    const literal = best && complete(best) && !isBold(best) ? [best] : [];
    return { kind: 'unsure', suggestions: different([better, ...literal].map(meaning)), left: [] };
  }
  if (!best) return withoutVerb(said, language);
  if (best.left.length > 0 || isBold(best))
    return { kind: 'unsure', suggestions: [meaning(best)], left: best.left.map((it) => it.text) };
  return { kind: 'understood', ...meaning(best) };
}

/** A correction is better when it explains more, or as much where a long enough word was only guessed to be a name. */
function isBetter(better: Weighed, best: Weighed | undefined, said: readonly Token[]): boolean {
  if (better.left.length > 0) return false;
  if (!best || better.cost + 0.5 < best.cost) return true;
  const kept = new Set(better.guessed);
  const repaired = best.guessed.filter((n) => !kept.has(n) && (said[n]?.word.length ?? 0) >= 4);
  return complete(better) && repaired.length > 0 && better.cost < best.cost + 0.5;
}

/** A name alone: whatever could be asked about it is offered, first where it must be given. */
function withoutVerb(said: readonly Token[], language: Language): Parsed {
  const possible = language.grammars
    .map((grammar) => weigh(bind(grammar, said, undefined, language)))
    .filter((it) => complete(it) && said.some((token, n) => it.guessed.includes(n) || token.quoted))
    .filter((it) => it.guessed.length <= 1)
    // A list that the name would only narrow down is no answer to it.
    .filter((it) => !it.grammar.fields.some(isOrderField) && !onlyNarrows(it))
    // Nor is a change, of which nobody spoke.
    .filter(({ grammar }) => !grammar.fields.some(({ is }) => is === 'because'))
    .filter(({ grammar }) => !grammar.command.isLedTo)
    .sort((a, b) => needed(b) - needed(a))
    .filter((it, n, all) => !all.some((other, m) => m !== n && goesBefore(other, it)));
  if (possible.length === 0) return { kind: 'unknown', left: said.map((it) => it.text) };
  return { kind: 'unsure', suggestions: possible.map(meaning), left: [] };
}

/** Several commands are about a workload: the one that knows symptoms is offered, and its answer leads to the others. */
function goesBefore(other: Weighed, one: Weighed): boolean {
  const noun = ({ grammar }: Weighed) => grammar.fields.find(({ bare }) => bare)?.noun;
  const implies = ({ grammar }: Weighed) => grammar.fields.some((field) => field.implies && field.is === 'choice');
  return noun(other) === noun(one) && implies(other) && !implies(one);
}

function onlyNarrows({ grammar, input }: Weighed): boolean {
  const { fields } = grammar;
  const said = fields.filter(({ key }) => input[key] !== undefined);
  return !fields.some(({ required }) => required) && said.every(({ is }) => is === 'places');
}

function needed({ grammar, input }: Weighed): number {
  return grammar.fields.filter((field) => field.required && input[field.key] !== undefined).length;
}

/** Two names and no verb: too little to go on ("warum OOMKilled payments-api"). */
function isBold(reading: Weighed): boolean {
  return reading.implied && reading.guessed.length > 1;
}

function complete(reading: Weighed): boolean {
  return reading.left.length === 0 && reading.missing.length === 0;
}

function meaning(reading: Weighed): Said {
  return { command: reading.grammar.command, input: reading.input };
}

function different(all: Said[]): Said[] {
  const text = ({ command, input }: Said) => JSON.stringify([command.name, Object.entries(input).sort()]);
  return all.filter((it, n) => all.findIndex((other) => text(other) === text(it)) === n);
}
