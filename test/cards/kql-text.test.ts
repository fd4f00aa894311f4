import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { kqlText } from '../../src/cards/kql-text.ts';
import { queryTable } from '../../src/cards/query-table.ts';

const window = { from: new Date('2026-11-24T00:00:00Z'), to: new Date('2026-11-25T00:00:00Z') };
const origin = { service: 'Log Analytics' as const, detail: 'KubeEvents', workspace: '/subscriptions/s/workspaces/w' };
/** Text that no packing makes shorter. */
const noise = Array.from({ length: 120 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex')).join('\n');

describe('a query on a card', () => {
  it('is there to read, with a link that opens it', () => {
    const { kql, links } = kqlText({ ...origin, query: 'KubeEvents\n\n| take 5' }, window);

    expect(kql).toMatchObject([{ code: 'KubeEvents\n| take 5', notes: [] }]);
    expect(links).toMatchObject([{ title: 'Open in Log Analytics', url: expect.stringContaining('/q/') }]);
  });

  it('that is too long for a link has none, and says so', () => {
    const { kql, links } = kqlText({ ...origin, query: noise }, window);

    expect([links, kql[0]?.notes]).toEqual([[], [{ text: 'It is too long for a link: copy it from here.' }]]);
    expect(kqlText(undefined, window)).toEqual({ kql: [], links: [] });
  });
});

describe('rows on a card', () => {
  const now = window.to;
  const columns = ['Pod', 'Restarts', 'Seen', 'LimitMiB', 'More'];
  const row = (n: number) => [`pod-${n}`, 1200 + n, now, undefined, true];

  it('have as many columns as a phone has room for, and tell of the others and of the rest', () => {
    const view = queryTable({ columns, rows: Array.from({ length: 20 }, (_, n) => row(n)), isCut: false }, 8, now);

    expect(view.tables).toMatchObject([{ rows: { length: 9 }, columns: { length: 3 } }]);
    expect(JSON.stringify(view.tables)).toContain('"1,200"');
    expect([view.moreRows, view.hidden]).toEqual([
      [{ text: '12 more' }],
      [{ text: '2 columns not shown: Limit MiB, More' }],
    ]);
  });

  it('say that there are others where not all were read, and nothing where there are none', () => {
    const cut = queryTable({ columns, rows: [row(1), row(2)], isCut: true }, 1, now);

    expect(cut.moreRows[0]?.text).toMatch(/there are others/);
    expect(queryTable({ columns: [], rows: [], isCut: false }, 8, now)).toEqual({
      tables: [],
      moreRows: [],
      hidden: [],
    });
  });
});
