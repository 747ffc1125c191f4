import { describe, expect, it } from '@jest/globals';
import { markedPieces } from './marked-text.ts';

describe('a text with phrases to mark', () => {
  it('is cut where they stand, the longest first, and nothing of it is lost', () => {
    const pieces = markedPieces('Your refund  is Approved (really approved).', ['approved', 'refund is approved', '(']);
    expect(pieces.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['refund  is Approved', '(', 'approved']);
    expect(pieces.map(({ text }) => text).join('')).toBe('Your refund  is Approved (really approved).');
    expect(markedPieces('Nothing.', [' '])).toEqual([{ text: 'Nothing.', marked: false }]);
  });
});
