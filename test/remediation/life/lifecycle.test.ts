import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remediationStates } from '../../../src/model/remediation.ts';
import { afterMove, isOver, remediationMoves } from '../../../src/remediation/life/lifecycle.ts';

const states = fc.constantFrom(...remediationStates);
const walk = fc.array(fc.constantFrom(...remediationMoves), { maxLength: 40 });

describe('the life of a change', () => {
  it('has these arrows and no other', () => {
    const arrows = remediationStates.flatMap((from) =>
      remediationMoves.flatMap((move) => {
        const to = afterMove(from, move);
        return to ? [`${from} -${move}-> ${to}`] : [];
      }),
    );

    expect(arrows).toEqual([
      'proposed -approve-> approved',
      'proposed -reject-> rejected',
      'proposed -expire-> expired',
      'approved -withdraw-> proposed',
      'approved -reject-> rejected',
      'approved -expire-> expired',
      'approved -begin-> running',
      'approved -go-stale-> stale',
      'stale -reject-> rejected',
      'stale -expire-> expired',
      'stale -propose-again-> proposed',
      'running -succeed-> succeeded',
      'running -fail-> failed',
      'running -lose-sight-> unknown',
      'succeeded -undo-> undone',
      'failed -undo-> undone',
      'unknown -succeed-> succeeded',
      'unknown -fail-> failed',
    ]);
  });

  it('runs a change once at most, whatever happens to it, and never what was not approved', () => {
    fc.assert(
      fc.property(walk, (moves) => {
        let state = remediationStates[0] as (typeof remediationStates)[number];
        let begun = 0;
        for (const move of moves) {
          const next = afterMove(state, move);
          if (next === undefined) continue;
          if (next === 'running') {
            expect(state).toBe('approved');
            begun += 1;
          }
          state = next;
        }
        expect(begun).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('ends: from every state there is a way to one that is over, and what is over is only undone', () => {
    fc.assert(
      fc.property(states, (from) => {
        const reached = new Set([from]);
        for (const state of reached)
          for (const move of remediationMoves) {
            const next = afterMove(state, move);
            if (next) reached.add(next);
          }
        expect([...reached].some(isOver)).toBe(true);
        if (isOver(from)) expect([...reached].filter((it) => it !== from && it !== 'undone')).toEqual([]);
      }),
    );
  });
});
