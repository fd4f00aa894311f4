import { isSlip } from './corrected.ts';
import { fieldsOf, type NamedField } from './field.ts';
import type { Language } from './grammar.ts';
import { isOrderField } from './orders/order-said.ts';
import { reasonText } from './reason-said.ts';
import { isSpecial, specialText } from './special-words.ts';
import type { Said } from './speech.ts';
import { fillers, notNames } from './words.ts';

/** The shortest sentence that says this, in the order that the usage line shows; parsing it gives the same again. */
export function sentenceOf({ command, input }: Said, language: Language): string {
  const fields = fieldsOf(command.input);
  const first = fields.find((field) => field.bare && !isSpecial(field));
  const parts = fields.flatMap((field) => partsOf(field, input[field.key], { language, alone: field === first }));
  return [command.name, ...parts].join(' ');
}

function partsOf(
  field: NamedField,
  value: unknown,
  { language, alone }: { language: Language; alone: boolean },
): string[] {
  if (value === undefined) return [];
  if (isOrderField(field)) return [Array.isArray(value) ? value.join(' ') : String(value)];
  if (field.is === 'flag') return value === true ? [firstWay(field, 'true')] : [];
  if (field.is === 'verb') return [String(value)];
  if (field.is === 'choice') return [firstWay(field, String(value))];
  if (field.is === 'places' && Array.isArray(value))
    return value.flatMap((place) => ['in', quoted(String(place), language)]);
  if (field.is === 'because') return [reasonText(String(value))];
  const key = field.keys?.[0];
  if (isSpecial(field)) {
    const said = specialText(field.is, value);
    if (field.is === 'span') return [said];
    const [word] = field.after ?? [];
    return [word === undefined && key !== undefined ? `${key}=${said}` : [word, said].filter(Boolean).join(' ')];
  }
  const text = String(value);
  return [alone || key === undefined ? quoted(text, language) : `${key}=${/\s/.test(text) ? `"${text}"` : text}`];
}

function firstWay(field: NamedField, value: string): string {
  return field.words?.[value]?.[0] ?? value;
}

/** A name that is also a word of ours, looks like a slip of one, or like a number or a version, needs quotes to be a name. */
function quoted(name: string, language: Language): string {
  const isWord = name.length < 3 || language.known.has(name) || fillers.has(name) || notNames.has(name);
  return isWord || /\s|^v?\d/i.test(name) || isSlip(name, language) ? `"${name}"` : name;
}
