import { expect, it } from 'vitest';
import { channels } from '../../src/lab/page/channels.ts';
import { startLab } from '../../src/lab/start-lab.ts';
import { createLogger } from '../../src/telemetry.ts';
import { createDrivenClock } from '../teams/driven-clock.ts';
import { ShownCard } from './shown-card.ts';

const stepMs = 1_000;
const longestMs = 5 * 60_000;

it('a new exploited CVE in an image that runs is told once, with its owner, and the card says when it is fixed', {
  timeout: 60_000,
}, async () => {
  const clock = createDrivenClock();
  const log = createLogger({ level: 'silent' });
  const lab = await startLab({ clock, images: true, warm: true, scenario: 'vulnerable-image', log });
  const conversation = channels.find(({ name }) => name === 'security')?.id ?? '';
  const told = () =>
    lab.board
      .in([conversation])
      .filter(({ from, card }) => from === 'bot' && card !== undefined)
      .map((post) => new ShownCard(post));
  const until = async (isSo: () => boolean) => {
    const end = clock.now().getTime() + longestMs;
    while (!isSo() && clock.now().getTime() < end) {
      await fetch(new URL('/healthz', lab.bot), { headers: { connection: 'close' } }).then((it) => it.text());
      await clock.advance(stepMs);
    }
    expect(
      isSo(),
      told()
        .map(({ text }) => text.slice(0, 200))
        .join('\n---\n'),
    ).toBe(true);
  };
  const readings = () => lab.azure.requests.all().filter(({ kql }) => kql?.includes('order by digest')).length;
  try {
    await until(() => readings() >= 1);
    await until(() => readings() >= 2);
    const before = told().length;
    const image = lab.world.image('contoso.azurecr.io/payments-api:1.8');
    const [flaw] = image.scan.flaws;
    if (!flaw) throw new Error('the image has no flaw');
    const { flaws } = image.scan;

    image.scan = { ...image.scan, flaws: [...flaws, { ...flaw, cve: 'CVE-2026-4242' }] };
    await until(() => told().some(({ text }) => text.includes('CVE-2026-4242')));
    const news = told().filter(({ text }) => text.includes('CVE-2026-4242'));
    image.scan = { ...image.scan, flaws };
    await until(() => told().some(({ text }) => /Fixed: payments-api:1\.8/.test(text)));

    expect(before).toBe(0);
    expect(news).toHaveLength(1);
    expect(news[0]?.buttons.map(({ title }) => title)).toContain('Roll payments-api to 1.8.1');
    expect(news[0]?.text).toMatch(/exploited and running[\s\S]*Owner: <at>Ann/);
    // The same message, edited.
    expect(told()).toHaveLength(1);
  } finally {
    await lab.close();
  }
});
