import { expect, it } from 'vitest';
import type { ImageEvent } from '../../src/model/image-event.ts';
import { openStore } from '../../src/store/open-store.ts';
import { keptFor } from '../../src/store/sweep.ts';
import { onEveryEngine } from './engines.ts';

const start = new Date('2026-11-25T03:00:00Z').getTime();
const at = (ms: number) => new Date(start + ms);
const image = { registry: 'contoso.azurecr.io', repository: 'payments-api', digest: 'sha256:a' };
const event = (more: Partial<ImageEvent> = {}): ImageEvent => ({
  ...{ ...image, tag: '1.8', action: 'push', at: at(5), source: 'event-grid', ...more },
});

onEveryEngine((fresh) => {
  it('keeps of what is told several times the first push, the last deletion and who did it, for its time', async () => {
    const store = await openStore(await fresh());
    const put = (...events: ImageEvent[]) => store.together(at(9), (it) => it.images.putEvents(events, at(9)));
    await put(event(), event({ source: 'acr', at: at(4), by: 'ann' }), event({ at: at(8) }), event({ tag: '1.9' }));
    await put(...[6, 8, 7].map((ms) => event({ action: 'delete', tag: '', at: at(ms) })));
    await put(event({ registry: 'other.azurecr.io' }), event({ repository: 'other' }), event({ digest: 'sha256:b' }));

    const kept = await store.images.events(image);
    await store.sweep(at(9 + keptFor.imageOrigins));
    const still = await store.images.events(image);
    await store.sweep(at(10 + keptFor.imageOrigins));

    expect(kept).toEqual([
      event({ at: at(4), by: 'ann' }),
      event({ tag: '1.9' }),
      event({ action: 'delete', tag: '', at: at(8) }),
    ]);
    expect(still).toEqual(kept);
    expect(await store.images.events(image)).toEqual([]);
    await store.close();
  });
});
