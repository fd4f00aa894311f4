import { describe, expect, it } from 'vitest';
import { TeamsActivity } from '../../src/teams/activity.ts';
import { saidIn } from '../../src/teams/said.ts';
import { said } from './activities.ts';

function plain(text: string, more: object = {}): string {
  return saidIn(TeamsActivity.parse(said('', { serviceUrl: 'https://smba.trafficmanager.net', text, ...more })));
}

describe('what was said', () => {
  it.each([
    ['<at>Watchkeeper</at>&nbsp;cluster health', 'cluster health'],
    ['<at>Watchkeeper</at> why  OOMKilled\u00a0payments-api\n', 'why OOMKilled payments-api'],
    ['please <at>Watchkeeper</at> help', 'please help'],
    ['<p><at>Watchkeeper</at> scan image <strong>payments-api:1.8</strong></p>', 'scan image payments-api:1.8'],
    ['<div>help</div><div>why</div>', 'help\nwhy'],
    ['replicas &lt; 3 &amp;&amp; cpu &gt; 80', 'replicas < 3 && cpu > 80'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['caf&#233; &#x1F600; &#0; &#x110000; &unknown;', 'café 😀 &unknown;'],
    ['if a < b and c > d', 'if a < b and c > d'],
    ['he\u202elp\u200b', 'help'],
    ['<at>Watchkeeper</at>', ''],
  ])('%j is read as %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('keeps the names of other people who are mentioned', () => {
    const entities = [
      { type: 'mention', text: '<at>Watchkeeper</at>', mentioned: { id: '28:bot' } },
      { type: 'mention', text: '<at>Bob</at>', mentioned: { id: '29:bob' } },
    ];

    expect(plain('<at>Watchkeeper</at> assign <at>Bob</at>', { entities })).toBe('assign Bob');
  });

  it('is empty when there is no text', () => {
    expect(plain('', { text: undefined })).toBe('');
  });
});
