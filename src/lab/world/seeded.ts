/** A whole number of 32 bits that depends on nothing but the text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** A number in [0, 1) that depends on nothing but a seed and a counter, such as a minute. */
export function noise(seed: number, counter: number): number {
  return mix(seed ^ Math.imul(counter + 1, 0x9e3779b1)) / 0x1_0000_0000;
}

/** Lower-case hexadecimal digits that depend on nothing but the text. */
export function seededHex(text: string, length: number): string {
  let digits = '';
  for (let part = 0; digits.length < length; part++) digits += seedOf(`${text}#${part}`).toString(16).padStart(8, '0');
  return digits.slice(0, length);
}

/** A UUID of version 4's form that depends on nothing but the text. */
export function seededUuid(text: string): string {
  const hex = seededHex(text, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Letters and digits as Kubernetes puts them behind a generated name. */
export function seededSuffix(text: string, length: number): string {
  return Array.from({ length }, (_, place) => alphabet[seedOf(`${text}@${place}`) % alphabet.length]).join('');
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
