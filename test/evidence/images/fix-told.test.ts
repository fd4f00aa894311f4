import { describe, expect, it } from 'vitest';
import { fixTold } from '../../../src/evidence/images/fix-told.ts';

type Said = { version?: unknown; status?: unknown };
const said = ({ version, status }: Said) => ({ version, status });
const unknown = { isFixUnknown: true };

describe('what is told of a fix', () => {
  it.each<[string, Said, Said, object]>([
    ['a version', { version: '2.0', status: 'FixAvailable' }, {}, { fixedIn: '2.0' }],
    ['a version as a number', { version: 2 }, {}, { fixedIn: '2' }],
    ['only the version of its row', {}, { version: '2.0' }, { fixedIn: '2.0' }],
    ['an empty version and that there is none', { version: '', status: 'NoFixAvailable' }, {}, {}],
    ['that there is none, beside a row with one', { status: 'NoFixAvailable' }, { version: '2.0' }, {}],
    ['that nobody will mend it', { version: '', status: 'WontFix' }, {}, {}],
    ['nothing of its own, and of its row that there is none', {}, { version: '', status: 'NoFixAvailable' }, {}],
    ['nothing at all', {}, {}, unknown],
    ['nulls', { version: null, status: null }, { version: null }, unknown],
    ['an empty version without a status', { version: '' }, { version: '' }, unknown],
    ['an empty version and that there is a fix', { version: ' ', status: 'FixAvailable' }, { version: '' }, unknown],
    ['a status that nobody knows', { version: '', status: 'Unknown' }, {}, unknown],
    ['objects', { version: {}, status: [] }, {}, unknown],
  ])('is right for %s', (_, own, row, told) => {
    expect(fixTold(said(own), said(row))).toEqual(told);
  });
});
