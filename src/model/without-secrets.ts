const secretNames =
  'sig|token|access_token|refresh_token|id_token|password|passwd|pwd|secret|client_secret|clientsecret|api[-_]?key|account_?key|shared_?access_?(?:key|signature)';

const named = new RegExp(`\\b(${secretNames})(["']?\\s*[=:]\\s*["']?)[^\\s&"',;]{4,}`, 'gi');

/** Text of others without the secrets in it that have a shape: tokens, signatures and keys by name, credentials in addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[redacted]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [redacted]')
    .replace(named, '$1$2[redacted]')
    .replace(/(\/\/[^\s/:@]{1,100}):[^\s/@]{1,200}@/g, '$1:[redacted]@');
}
