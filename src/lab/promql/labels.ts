/** A series' labels without empty ones, sorted by name; two with the same key are equal. */
export interface Labels {
  readonly pairs: readonly (readonly [string, string])[];
  readonly key: string;
}

/** The label that holds a metric's name. */
export const nameLabel = '__name__';

/** Labels of pairs in any order; a label whose value is empty is no label. */
export function labelsOf(pairs: Iterable<readonly [string, string]>): Labels {
  const kept = [...pairs].filter(([, value]) => value !== '').sort(([one], [other]) => (one < other ? -1 : 1));
  return { pairs: kept, key: kept.map((it) => `${it[0]}\u0001${it[1]}`).join('\u0002') };
}

/** No labels at all. */
export const noLabels: Labels = labelsOf([]);

/** A label's value; empty when there is none. */
export function labelValue(labels: Labels, name: string): string {
  return labels.pairs.find((it) => it[0] === name)?.[1] ?? '';
}

/** Only the labels named. */
export function keep(labels: Labels, names: readonly string[]): Labels {
  return remembered(labels, listed('keep', names), () =>
    labelsOf(labels.pairs.filter(([name]) => names.includes(name))),
  );
}

/** All but the labels named. */
export function drop(labels: Labels, names: readonly string[]): Labels {
  return labels.pairs.some(([name]) => names.includes(name))
    ? remembered(labels, listed('drop', names), () => labelsOf(labels.pairs.filter(([name]) => !names.includes(name))))
    : labels;
}

const derived = new WeakMap<Labels, Map<string, Labels>>();
const listedNames = { keep: new WeakMap<readonly string[], string>(), drop: new WeakMap<readonly string[], string>() };

/** What is done with a list of names; written out once for a list, which a query applies to thousands of points. */
function listed(what: 'keep' | 'drop', names: readonly string[]): string {
  const known = listedNames[what].get(names) ?? `${what} ${names}`;
  listedNames[what].set(names, known);
  return known;
}

/** What was made of labels before: a query makes the same of them at each of its steps. */
function remembered(labels: Labels, what: string, make: () => Labels): Labels {
  const known = derived.get(labels) ?? new Map<string, Labels>();
  derived.set(labels, known);
  const found = known.get(what) ?? make();
  known.set(what, found);
  return found;
}

/** Without the metric's name: what an operation that changes the meaning of the value leaves. */
export const withoutName = (labels: Labels): Labels => drop(labels, nameAlone);

const nameAlone = [nameLabel];

/** With one label set, or taken away by an empty value. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  return remembered(labels, `with ${name}=${value}`, () =>
    labelsOf([...labels.pairs.filter((it) => it[0] !== name), [name, value]]),
  );
}

/** `{a="b", c="d"}`, as Prometheus prints labels in its errors. */
export function labelText(labels: Labels): string {
  const name = labelValue(labels, nameLabel);
  const rest = labels.pairs.filter((it) => it[0] !== nameLabel).map((it) => `${it[0]}=${JSON.stringify(it[1])}`);
  return name && rest.length === 0 ? name : `${name}{${rest.join(', ')}}`;
}
