import { isSecretName, withoutSecrets } from '../model/without-secrets.ts';

/** What is no secret though its name says so: nothing, a switch, a path, and what only refers to one. */
const harmless =
  /^(?:|true|false|yes|no|on|off|none|null|nil|disabled|enabled|\d{1,3}|\/\S*|\$\([\w.-]+\)|\$\{[\w.-]+\})$/i;
/** Addresses of people are taken out of texts too, and are no secrets. */
const address = /[\w.%+-]+@[\w.-]+/g;

/** Whether a variable's plain value is a secret: by what its name says, or by what it looks like ("Server=db;Password=..."). */
export function looksSecret(name: string, value: string): boolean {
  const text = value.trim();
  if (harmless.test(text)) return false;
  if (isSecretName(name)) return true;
  const bare = text.replace(address, (it) => (/:\/\//.test(text) ? it : ''));
  return withoutSecrets(bare) !== bare;
}
