import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AuditHead, type AuditRow, chained, chainStart, hashOf } from '../../src/store/audit-chain.ts';
import { verifyAudit } from '../../src/store/verify-audit.ts';

const actor = { tenantId: 't1', objectId: 'o1', teamsId: '', name: 'Ann' };

/** So many lines, chained. */
function chain(length: number): AuditRow[] {
  let last: AuditHead = chainStart;
  return Array.from({ length }, (_, n) => {
    const says = { at: new Date(n), actor, what: 'why', detail: `${n}`, outcome: 'done' as const, requestId: 'r' };
    const row = chained(last, says);
    last = row;
    return row;
  });
}

const audit = (rows: readonly AuditRow[], head: AuditHead) => ({
  from: async (after: number, limit: number) =>
    rows
      .filter(({ seq }) => seq > after)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit),
  head: async () => ({ seq: head.seq, hash: head.hash, lines: rows.length }),
});

const numbered = (rows: AuditRow[]) => rows.map((row, index) => ({ ...row, seq: index + 1 }));
const columns = [
  'at',
  'tenant_id',
  'object_id',
  'name',
  'what',
  'detail',
  'outcome',
  'authority',
  'facts',
  'hash',
] as const;

/** Changes something at a place; answers other rows than it was given. */
const tamperings: Record<string, (rows: AuditRow[], place: number, column: (typeof columns)[number]) => AuditRow[]> = {
  changed: (rows, place, column) =>
    rows.map((row, n) => (n === place ? { ...row, [column]: column === 'at' ? -1 : 'x' } : row)),
  'changed, with its hash': (rows, place) =>
    rows.map((row, n) => {
      const other = { ...row, detail: 'x' };
      return n === place ? { ...other, hash: hashOf(other) } : row;
    }),
  removed: (rows, place) => rows.toSpliced(place, 1),
  'removed and numbered anew': (rows, place) => numbered(rows.toSpliced(place, 1)),
  'pushed in': (rows, place) => {
    const before: AuditHead = rows[place - 1] ?? chainStart;
    const said = { at: new Date(), actor, what: 'x', detail: 'x', outcome: 'done' as const, requestId: 'x' };
    return numbered(rows.toSpliced(place, 0, chained(before, said)));
  },
  'cut off': (rows, place) => rows.slice(0, place),
  swapped: (rows, place) =>
    numbered(rows.toSpliced(place, 1).toSpliced(place === 0 ? 1 : place - 1, 0, rows[place] as AuditRow)),
};

it.each(Object.entries(tamperings))(
  'finds a line that was %s wherever it is, and vouches for none behind it',
  async (_, tamper) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 12 }),
        fc.nat(),
        fc.constantFrom(...columns),
        async (length, nth, column) => {
          const rows = chain(length);
          const place = nth % length;

          const verdict = await verifyAudit(audit(tamper(rows, place, column), rows.at(-1) as AuditRow));

          expect(verdict.fault).toBeDefined();
          expect(verdict.right).toBeLessThanOrEqual(place);
        },
      ),
    );
  },
);

it('finds a chain that was redone as a whole by a head that was kept elsewhere', async () => {
  const rows = chain(6);
  const { seq, hash } = rows[3] as AuditRow;
  const redone = chain(7).map((row) => row);
  let last: AuditHead = chainStart;
  const forged = redone.map((row) => {
    const other = { ...row, name: 'Bob', previous: last.hash };
    last = { seq: row.seq, hash: hashOf(other) };
    return { ...other, hash: last.hash };
  });

  expect(await verifyAudit(audit(forged, last))).not.toHaveProperty('fault');
  expect((await verifyAudit(audit(forged, last), { seq, hash })).fault).toEqual({ kind: 'changed', seq: 4 });
  expect((await verifyAudit(audit(rows.slice(0, 2), rows[1] as AuditRow), { seq, hash })).fault?.kind).toBe('cut off');
  expect(await verifyAudit(audit(rows, rows[5] as AuditRow), { seq, hash })).not.toHaveProperty('fault');
});

it('does not call lines cut off that are appended while it looks', async () => {
  const rows = chain(5);
  let shown = 3;
  const growing = {
    from: async (after: number, limit: number) => audit(rows.slice(0, shown), chainStart).from(after, limit),
    head: async () => {
      shown = 5;
      return { seq: 5, hash: rows[4]?.hash ?? '', lines: 5 };
    },
  };

  expect(await verifyAudit(growing)).toEqual({ right: 5, head: { seq: 5, hash: rows[4]?.hash } });
});
