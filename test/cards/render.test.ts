import { describe, expect, it } from 'vitest';
import { render } from '../../src/cards/render.ts';

describe('filling a template', () => {
  it('refuses to leave a binding unfilled', () => {
    expect(() => render('progress', {}, 'x')).toThrow('unfilled binding in "text"');
  });

  it('refuses a card with nothing where something must be', () => {
    expect(() => render('progress', { doing: null }, 'x')).toThrow('nothing in "text"');
  });

  it('takes a text about null for what it is', () => {
    expect(JSON.stringify(render('progress', { doing: 'body was {"id":null}' }, 'x').json)).toContain('null');
  });

  it('does not evaluate what it was filled with', () => {
    const seam = '\u200b';
    const { json } = render('progress', { doing: `$${seam}{1 + 1}` }, 'x');

    expect(JSON.stringify(json)).toContain('{1 + 1}');
  });

  it('gives each caller a card of its own', () => {
    const one = render('progress', { doing: 'one' }, 'x');
    const two = render('progress', { doing: 'two' }, 'x');

    expect(one.json).not.toBe(two.json);
    expect(JSON.stringify(one.json)).toContain('one');
  });
});
