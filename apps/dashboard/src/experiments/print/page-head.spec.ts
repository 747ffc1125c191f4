import { describe, expect, it } from '@jest/globals';
import { pageHeadRule } from './page-head.ts';

describe('the head of a printed page', () => {
  it('is one quoted line, whatever the experiment is called', () => {
    expect(pageHeadRule('Which? · 1 Nov')).toContain('content: "Which? · 1 Nov";');
    expect(pageHeadRule('a"; } body { display: none } \\ b\nc')).toContain('content: "a\\"; } body { display: none } \\\\ b c";');
  });
});
