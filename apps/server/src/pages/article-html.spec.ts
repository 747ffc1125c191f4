import { describe, it, expect } from '@jest/globals';
import { articleHtml } from './article-html.ts';

const html = (markdown: string): string => articleHtml(markdown, { help: '/help/pk_1' });

describe('an article as a page', () => {
  it('keeps headings, paragraphs, lists and emphasis', () => {
    expect(html('## Costs\nIt is **free**, *really*.\n\nFor:\n- cards\n- vouchers\n\n1. Open `Orders`\n2. Press\n   twice')).toBe(
      '<h2>Costs</h2><p>It is <strong>free</strong>, <em>really</em>.</p>\n<p>For:</p><ul><li>cards</li><li>vouchers</li></ul>\n<ol><li>Open <code>Orders</code></li><li>Press<br>twice</li></ol>');
  });

  it('leads links to other articles to the same help centre', () => {
    expect(html('[Write to us](/help/contact-us) or [visit](https://shop.example/a?b=1&c=2).')).toBe(
      '<p><a href="/help/pk_1/contact-us">Write to us</a> or <a href="https://shop.example/a?b=1&amp;c=2">visit</a>.</p>');
  });

  it.each(['<script>alert(1)</script>', '[x](javascript:alert(1))', '[x](data:text/html,<b>)', '"><img src=x onerror=alert(1)>', '[a"onmouseover="x](https://a.example/"onload="x)', '**<b>**'])('makes nothing of %s', (attack) => {
    const made = html(attack).replaceAll(/<\/?(p|strong|em|code)>|<a href="[^"<>]*">|<\/a>/g, '');
    expect(made).not.toMatch(/[<>"]/);
    expect(html(attack)).not.toMatch(/href="(javascript|data):/);
  });
});
