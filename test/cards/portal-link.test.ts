import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/cards/actions.ts';
import { isLinkAllowed, queryLink, resourceLink } from '../../src/cards/portal-link.ts';

const window = { from: new Date('2026-11-24T00:00:00Z'), to: new Date('2026-11-25T00:00:00Z') };

describe('a link on a card', () => {
  it.each([
    'http://portal.azure.com/',
    'https://portal.azure.com.evil.example/',
    'https://me:pw@portal.azure.com/',
    'https://evil.example/#portal.azure.com',
    'javascript:alert(1)',
    'not a link',
  ])('is refused for %s', (url) => {
    expect(isLinkAllowed(url)).toBe(false);
    expect(actionsOf([{ title: 'x', url }]).links).toEqual([]);
  });

  it('opens the query that a fact came from, as it was asked', () => {
    const query = 'KubePodInventory\n| where Name == "a b&c"';
    const link =
      queryLink(
        { service: 'Log Analytics', detail: 'KubePodInventory', query, workspace: '/subscriptions/s/workspaces/w' },
        window,
      ) ?? '';

    const packed = decodeURIComponent(/\/q\/([^/]+)\//.exec(link)?.[1] ?? '');
    expect(gunzipSync(Buffer.from(packed, 'base64')).toString()).toBe(query);
    expect(link).toContain(encodeURIComponent('/subscriptions/s/workspaces/w'));
    expect(isLinkAllowed(link)).toBe(true);
  });

  it('is left out for a fact without a query', () => {
    expect(queryLink({ service: 'AKS', detail: 'cluster' }, window)).toBeUndefined();
  });

  it('opens a resource by its id', () => {
    expect(resourceLink('/subscriptions/s/resourceGroups/r g')).toBe(
      'https://portal.azure.com/#resource/subscriptions/s/resourceGroups/r%20g/overview',
    );
  });

  it('comes after the buttons, and gives way to them', () => {
    const presses = Array.from({ length: 5 }, (_, i) => ({ title: `${i}`, verb: 'why', id: `${i}` }));
    const links = ['a', 'b'].map((it) => ({ title: it, url: `https://portal.azure.com/#${it}` }));

    const shown = actionsOf([...links, ...presses]);

    expect([shown.presses.length, shown.links.map(({ title }) => title)]).toEqual([5, ['a']]);
  });
});
