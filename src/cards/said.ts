import { withoutSecrets } from '../model/without-secrets.ts';
import { plain } from './plain.ts';

/** What a source or a person wrote, as one safe line without secrets, cut to so many characters. Never empty. */
export function said(text: string, most = 200): string {
  return plain(withoutSecrets(text), most);
}
