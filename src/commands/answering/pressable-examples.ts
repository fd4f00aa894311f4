import type { Press } from '../command.ts';
import { fieldsOf } from '../language/field.ts';
import { isOrderField } from '../language/orders/order-said.ts';
import type { Speech } from '../language/speech.ts';

/** Examples as buttons; none for one that names an incident: that of the example is not the one that is meant. */
export function pressableExamples(sentences: readonly string[], speech: Speech): Press[] {
  return sentences.flatMap((title) => {
    const parsed = speech.parse(title);
    if (parsed.kind !== 'understood') return [];
    const { command, input } = parsed;
    const isOrder = fieldsOf(command.input).some((field) => isOrderField(field) && input[field.key] !== undefined);
    return isOrder ? [] : [{ title, verb: command.name, input }];
  });
}
