import { describe, expect, it } from 'vitest';
import { imageEvent } from '../../src/incidents/registry/image-event.ts';
import { acr } from '../../src/incidents/sources/acr.ts';
import { eventGrid } from '../../src/incidents/sources/event-grid.ts';

const now = new Date('2026-11-29T09:00:00Z');
const [pushed] = eventGrid.example as { data: object; eventType: string }[];
const hooked = acr.example as object;
const told = (body: unknown, by: typeof acr | typeof eventGrid = eventGrid) =>
  by.parse(body, { now, config: {} }).map(imageEvent)[0];
const digest = `sha256:${'3b'.repeat(32)}`;

describe('what a registry tells of an image', () => {
  it('is the same by Event Grid and by its webhook, but for the way', () => {
    const [byGrid, byHook] = [told([pushed]), told(hooked, acr)];

    expect(byGrid).toMatchObject({
      ...{ registry: 'contoso.azurecr.io', repository: 'payments-api', tag: '1.9.0', action: 'push' },
      ...{ at: new Date('2026-11-29T08:40:11.201Z'), source: 'event-grid' },
    });
    expect(byHook).toEqual({ ...byGrid, source: 'acr', client: 'docker/27.3.1' });
  });

  it.each<[string, object, object | undefined]>([
    ['who did it', { action: 'push', target: { repository: 'a', digest }, actor: { name: 'ann' } }, { by: 'ann' }],
    ['a deletion', { action: 'delete', target: { repository: 'a', digest } }, { action: 'delete', tag: '' }],
    ['an import', { action: 'import', target: { repository: 'a', digest } }, { action: 'import' }],
    ['a chart', { action: 'chart_push', target: { repository: 'a', digest } }, undefined],
    ['no digest', { action: 'push', target: { repository: 'a', digest: 'sha256:x' } }, undefined],
    ['no repository', { action: 'push', target: { digest } }, undefined],
    ['a repository that is no name', { action: 'push', target: { repository: 'a b\n', digest } }, undefined],
    ['parts of another kind', { action: 'push', target: { repository: 'a', digest }, actor: 1, request: [] }, {}],
  ])('is read with %s', (_, data, read) => {
    const found = told([{ ...pushed, data }]);

    if (read) expect(found).toMatchObject(read);
    else expect(found).toBeUndefined();
  });

  it('is nothing in a drill', () => {
    const [alert] = acr.parse(hooked, { now, config: {} });

    expect(alert && imageEvent({ ...alert, labels: { ...alert.labels, drill: 'true' } })).toBeUndefined();
  });
});
