import { withoutSecrets } from '../model/without-secrets.ts';
import { plain } from './plain.ts';

/** So many characters more are looked through than are shown. */
const beyond = 4_000;

/** What a source or a person wrote, as one safe line without secrets, cut to so many characters. Never empty. */
export function said(text: string, most = 200): string {
  // What is looked through is bounded; what a secret that was cut there leaves stands far behind the shown part.
  return plain(withoutSecrets(text.slice(0, most + beyond)), most);
}
