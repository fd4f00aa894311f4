import { expect, it } from 'vitest';
import { reportOf } from '../../src/incidents/report.ts';

const at = new Date('2026-11-29T03:00:00Z');

it('a report tells no secret of what it quotes, and makes no link of it', () => {
  const secret = 'see https://evil.example?token=s3cretvalue';
  const incident = {
    ...{ number: 1, key: 'k', version: 1, title: secret, severity: 'high' as const, status: 'open' as const },
    ...{ labels: { url: secret }, openedAt: at, escalationLevel: 0, receiver: 'r', route: '{}', conversation: 'c' },
    alerts: { firing: 1, resolved: 0, muted: 0 },
    diagnosis: { at, sentence: secret, lines: [secret], code: 'none' },
  };
  const alert = {
    ...{ title: secret, severity: 'high', source: 'alertmanager', labels: { pod: secret } },
    episode: { status: 'firing' as const, startsAt: at },
  };

  const text = reportOf(incident, [alert], [{ at, kind: 'noted', text: secret }], at).join('\n');

  expect(text.match(/token=\\\[redacted\\\]/g)).toHaveLength(7);
  expect(text).not.toMatch(/s3cretvalue|https:\/\//);
});
