import { describe, expect, it } from '@jest/globals';
import { splitBody, withoutMarks } from './passages.ts';

const body = 'Before you start.\n\n## When to tell us\n\n1. Wait.\n- Then tell us.\n\n```\n## not a heading\n```\n\n### Smaller\n\n## What we do ##\nWe search.\n';

describe('an article', () => {
  it('is split at its headings, with exact positions', () => {
    const parts = splitBody(body);
    expect(parts.map(({ heading }) => heading)).toEqual([null, 'When to tell us', 'What we do']);
    for (const { start, end, text } of parts) expect(body.slice(start, end)).toBe(text);
    expect(parts[0]!.text).toBe('Before you start.');
    expect(parts[1]!.text).toContain('## not a heading');
    expect(parts[2]!.text).toBe('We search.');
  });

  it('without words has no part', () => {
    expect(splitBody('## Only a heading\n\n')).toEqual([]);
    expect(splitBody('')).toEqual([]);
  });

  it('keeps its positions when marks are blanked', () => {
    const plain = withoutMarks(body);
    expect(plain).toHaveLength(body.length);
    expect(plain.indexOf('Then tell us.')).toBe(body.indexOf('Then tell us.'));
    expect(plain).not.toMatch(/^[#-]|^1\./m);
  });
});
