import { describe, expect, it } from 'vitest';
import { markdownHtml } from '../../../src/lab/page/browser/markdown.ts';

describe('markdown in a text block', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['**bold** and _italic_ and *this too*', '<p><strong>bold</strong> and <em>italic</em> and <em>this too</em></p>'],
    ['one\ntwo', '<p>one<br>two</p>'],
    ['one\n\ntwo', '<p>one</p><p>two</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['2 * 3 * 4 and snake_case_name', '<p>2 * 3 * 4 and snake_case_name</p>'],
    ['\\*not bold\\*', '<p>*not bold*</p>'],
  ])('shows %j as people mean it', (text, html) => {
    expect(markdownHtml(text)).toBe(html);
  });

  it('makes a link of an https address only', () => {
    expect(markdownHtml('[portal](https://portal.azure.com/x)')).toContain('<a href="https://portal.azure.com/x"');
    expect(markdownHtml('[run](javascript:alert(1))')).not.toContain('<a');
    expect(markdownHtml('[plain](http://evil.example)')).not.toContain('<a');
  });

  it('reads no marks in a link’s address', () => {
    expect(markdownHtml('[x](https://a.example/__b__)')).toContain('href="https://a.example/__b__"');
  });

  it('shows markup as text', () => {
    const html = markdownHtml('<img src=x onerror=alert(1)> "quoted" & more');

    expect(html).toBe('<p>&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; more</p>');
  });

  it('cannot be talked out of an attribute by an address', () => {
    const html = markdownHtml('[x](https://a.example/"onmouseover="alert(1))');

    expect(html).not.toContain('<a');
  });

  it('shows a mention only when the card declares it', () => {
    const text = '<at>Ann Berg</at>';

    expect(markdownHtml(text, new Map([[text, false]]))).toBe('<p><span class="mention">Ann Berg</span></p>');
    expect(markdownHtml(text)).toBe('<p>&lt;at&gt;Ann Berg&lt;/at&gt;</p>');
  });
});
