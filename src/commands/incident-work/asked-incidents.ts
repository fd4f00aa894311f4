import { pickerCard } from '../../cards/picker.ts';
import { UserError } from '../../errors.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Context, Reply } from '../command.ts';
import { everywhere } from '../people/scope.ts';
import { configured } from './configured.ts';
import { permitIncident, permittedAt, placeOfIncident } from './place-of-incident.ts';

const mostChoices = 6;

/** The numbers of a field that takes one or several. */
export function numbersIn(number: number | readonly number[] | undefined): readonly number[] {
  return number === undefined ? [] : [number].flat();
}

/** One incident that the person may ask about; throws UserError for a number that none has, Refused for one elsewhere. */
export async function incidentAsked(number: number, context: Context): Promise<StoredIncident> {
  const { store } = await configured(context);
  const incident = await store.incidents.incident(number);
  // Who is limited to some places learns no more of a number that none has than of one elsewhere.
  if (!incident) await context.permit(everywhere);
  if (!incident) {
    throw new UserError(`There is no incident ${number}. To see those that are open, say: incidents.`);
  }
  await permitIncident(incident, context);
  return incident;
}

/** Asks which incident is meant: those that are open, to press. */
export async function whichIncident(verb: string, said: Record<string, unknown>, context: Context): Promise<Reply> {
  await context.permit('any place');
  const { store } = await configured(context);
  const newest = await store.incidents.newestOf({ which: verb === 'reopen' ? 'over' : 'open', limit: 50 });
  const { seen: open } = await permittedAt(newest, placeOfIncident, context);
  if (open.length === 0) throw new UserError(`Say which incident: ${verb} 12. To see them, say: incidents all.`);
  const shown = open.slice(0, mostChoices);
  const buttons = await context.buttons(
    shown.map(({ number }) => ({ title: `#${number}`, verb, input: { ...said, number }, replaces: true })),
  );
  return {
    card: pickerCard({
      question: `Which incident? Say "${verb} 12", or press one.`,
      choices: shown.flatMap(({ number, title, severity }, n) => {
        const button = buttons[n];
        return button ? [{ label: `#${number} · ${title}`, detail: severity, button }] : [];
      }),
      more: open.length - shown.length,
      narrow: 'say its number.',
    }),
  };
}
