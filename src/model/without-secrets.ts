const secretNames =
  '(?:[a-z0-9]{1,40}[-_.]){0,4}(?:sig|token|access_?token|refresh_?token|id_?token|password|passwd|passphrase|pwd|pass|secret|secret_?key|client_?secret|api[-_]?key|access_?key|account_?key|private_?key|shared_?access_?(?:key|signature)|credentials?|connection_?string)';

/** Whether a name says that its value is a secret: DB_PASSWORD, storage-account-key, clientSecret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

const secretName = new RegExp(`^${secretNames}$`, 'i');
/** Not what says whether there is a secret, nor what refers to one. */
const value = `(?!(?:yes|no|true|false|null|none|nil)\\b|\\$[({])[^\\s&"',;\\\\]{4,}`;
const named = new RegExp(`(?<![\\w-])(${secretNames})(\\\\?["']?\\s{0,3}[=:]\\s{0,3}\\\\?["']?)${value}`, 'gi');
/** A variable as the API writes it: {"name":"DB_PASSWORD","value":"..."}, also inside a string of JSON. */
const variable = new RegExp(
  `(\\\\?"name\\\\?"\\s?:\\s?\\\\?"${secretNames}\\\\?"\\s?,\\s?\\\\?"value\\\\?"\\s?:\\s?\\\\?")[^"\\\\]+`,
  'gi',
);
const flag = new RegExp(`(\\s--?${secretNames}\\s+)[^\\s-]\\S{3,}`, 'gi');

/** A part of every name in `secretNames`: most texts have none of them, and are not searched for the names. */
const secretPart = /sig|token|pass|pwd|secret|key|credential|connection/i;

/** What is a secret by its own shape, whatever stands before it. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_\w{30,}|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,}|AIza[\w-]{30,})/g,
  // Secrets of Entra applications.
  /(?<![\w~.-])[\w~.-]{3}8Q~[\w~.-]{34}(?![\w~.-])/g,
];
/** Keys of storage accounts, Service Bus and Cosmos DB. */
const paddedKey = /(?<![\w+/=])[A-Za-z0-9+/]{42,86}={1,2}(?![\w+/=])/g;
const personsAddress =
  /(?<![\w.%+@/-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}(?!svc\b|local\b|internal\b|cluster\b)[A-Za-z]{2,24}(?![\w.-]*[\w/:])/g;

/**
 * Text of others without what is secret in it: tokens, signatures and keys by shape or by name, credentials in
 * addresses and connection strings, private keys; and without e-mail addresses. All else stays as it was.
 */
export function withoutSecrets(text: string): string {
  if (text.length < 8) return text;
  let left = text.replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [redacted]');
  if (left.includes('@')) left = left.replace(/(\/\/[^\s/:@]{0,100}):[^\s/@]{1,200}@/g, '$1:[redacted]@');
  for (const shape of shapes) left = left.replace(shape, '[redacted]');
  if (left.includes('=')) left = left.replace(paddedKey, '[redacted]');
  if (left.includes('@')) left = left.replace(personsAddress, '[redacted]');
  if (!secretPart.test(left)) return left;
  return left.replace(variable, '$1[redacted]').replace(flag, '$1[redacted]').replace(named, '$1$2[redacted]');
}
