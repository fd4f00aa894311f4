import { describe, expect, it } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import { parseImage } from '../../src/model/parse-image.ts';
import { foundByDefender } from '../../src/security/gate/found-by-defender.ts';
import { judge } from '../../src/security/gate/judge.ts';
import { locateImage } from '../../src/security/locate-image.ts';
import { scanImage } from '../../src/security/scan-image.ts';
import { whatRuns } from '../../src/security/what-runs.ts';
import { useLabAzure } from '../contract/lab-azure.ts';
import { facts, policy } from './gate/given.ts';

const lab = useLabAzure();

async function scan(text: string) {
  const azure = lab().connect();
  const now = new Date();
  const located = await locateImage(azure, parseImage(text) ?? { repository: text }, now);
  if (located.kind !== 'found') throw new Error(`${text} is ${located.kind}`);
  return scanImage(azure, located.image, await running(azure, now), now);
}

/** Asked of all clusters once, for it is the same for every image; where something is out of order it is asked again. */
let known: ReturnType<typeof whatRuns> | undefined;
function running(azure: Azure, now: Date): ReturnType<typeof whatRuns> {
  if (lab().running.faults.of('kubernetes')) return whatRuns(azure, now);
  known ??= whatRuns(azure, now);
  return known;
}

describe('a scanned image, against the range', () => {
  it('puts the exploited CVE first, names the fix, and where that very digest runs', async () => {
    const report = await scan('payments-api:1.8');

    expect(report.verdict).toMatchObject({
      level: 'attention',
      sentence: expect.stringMatching(/exploited in the wild.*prod-weu/),
    });
    expect(report.scan?.value.vulnerabilities[0]).toMatchObject({ knownExploited: true, fixedIn: expect.any(String) });
    expect(report.scan?.value.form).toBe('individual');
    expect(report.running?.value).toMatchObject([
      { cluster: 'prod-weu', workload: 'payments-api', kind: 'Deployment', pods: 3 },
    ]);
    expect(report.suggestions[0]?.text).toMatch(/^Rebuild with /);
    expect(report.gaps).toEqual([]);
  });

  it('is read by the images of its index, which are what Defender scans, and says of which platform it has none', async () => {
    const image = lab().world.image('contoso.azurecr.io/payments-api:1.8');
    const [amd64, arm64] = ['a', 'b'].map((it) => `sha256:${it.repeat(64)}`);
    const linux = (digest = '', architecture = '') => ({ digest, os: 'linux', architecture });
    const whole = await scan('payments-api:1.8');

    image.platforms = [linux(amd64, 'amd64'), linux(arm64, 'arm64')];
    const index = await scan('payments-api:1.8');
    image.platforms = [linux(amd64, 'amd64'), { ...linux(arm64, 'arm64'), isUnscanned: true }];
    const partly = await scan('payments-api:1.8');
    const verdict = judge(
      { ...facts([]), found: foundByDefender(partly) },
      policy({ max: {}, knownExploited: 'count' }),
      new Date(),
    );
    delete image.platforms;

    expect(index.verdict).toEqual(whole.verdict);
    expect([index.counts, index.running?.value, index.gaps]).toEqual([whole.counts, whole.running?.value, []]);
    expect(partly.counts).toEqual(whole.counts);
    expect(partly.gaps).toMatchObject([{ what: 'findings of payments-api for linux/arm64' }]);
    expect(verdict.reasons.map(({ sentence }) => sentence).join()).toMatch('Defender has none of linux/arm64');
  });

  it('reads the retired form, and says that it is', async () => {
    const found = await locateImage(lab().connect(), { repository: 'invoice-printer' }, new Date());
    const tag = found.kind === 'found' ? found.image.manifest.tags[0] : '';

    expect((await scan(`invoice-printer:${tag}`)).scan?.value.form).toBe('legacy');
  });

  it('lets no image pass the gate by retired rows alone, where the present ones could not be read', async () => {
    const azure = lab().connect();
    const found = await locateImage(azure, { repository: 'invoice-printer' }, new Date());
    if (found.kind !== 'found') throw new Error('invoice-printer is not there');
    lab().running.faults.set('resource-graph', { status: 403, times: 1 });

    const report = await scanImage(azure, found.image, { gaps: [] }, new Date());

    expect(report.scan?.value).toMatchObject({ form: 'legacy', isPartial: true });
    expect(report.gaps[0]?.what).toBe('findings of Defender');
    expect(foundByDefender(report)).toMatchObject({ isCut: true });
  });

  it('says of one that was never scanned why, not that it is clean', async () => {
    const report = await scan('tools/legacy-batch:2019.4');

    expect(report.scan).toBeUndefined();
    expect(report.verdict.sentence).toMatch(/Never scanned/);
    expect(report.unscannedWhy?.why).not.toMatch(/images .* that run/);
  });

  it('takes the version that runs when none is named', async () => {
    const located = await locateImage(lab().connect(), { repository: 'payments-api' }, new Date());

    expect(located).toMatchObject({ kind: 'found', image: { tag: '1.8' } });
  });

  it('offers the closest names for one that no registry has', async () => {
    const located = await locateImage(lab().connect(), { repository: 'paymets-api', tag: '1.8' }, new Date());

    expect(located).toMatchObject({ kind: 'unknown', closest: ['payments-api:1.8'] });
  });

  it('offers the version that runs where only the version is unknown', async () => {
    const located = await locateImage(lab().connect(), { repository: 'payments-api', tag: '9.9' }, new Date());

    expect(located).toMatchObject({ kind: 'unknown', closest: ['payments-api'] });
  });

  it('says that it could not see which version runs', async () => {
    lab().running.faults.set('kubernetes', { status: 403 });

    const located = await locateImage(lab().connect(), { repository: 'payments-api' }, new Date());

    expect(located.gaps.map(({ what }) => what)).toContain('what runs in prod-weu');
  });

  it('refuses a registry that is not ours, and names ours', async () => {
    const asked = locateImage(lab().connect(), { registry: 'docker.io', repository: 'nginx', tag: '1' }, new Date());

    await expect(asked).rejects.toThrow(/docker\.io is not a registry that I can see.*contoso/);
  });

  it('still shows the findings when no cluster can be asked', async () => {
    lab().running.faults.set('kubernetes', { status: 403 });

    const report = await scan('payments-api:1.8');

    expect(report.running).toBeUndefined();
    expect(report.verdict.sentence).toMatch(/exploited in the wild, [^;]*\.$/);
    expect(report.gaps.map(({ what }) => what)).toContain('what runs in prod-weu');
  });
});
