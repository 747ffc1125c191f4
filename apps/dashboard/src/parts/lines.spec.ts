import { describe, expect, it } from '@jest/globals';
import { fits, linesOf, tooLongLine } from './lines.ts';

describe('a list that is typed one entry a line', () => {
  it('leaves out empty lines and the space around entries', () => {
    expect(linesOf('  Where is my parcel? \n\n\tWhen does it come?\n')).toEqual(['Where is my parcel?', 'When does it come?']);
  });

  it('names the first entry that is too long, counting what a person sees as one sign', () => {
    expect(tooLongLine('ab\n👋👋👋\nabcd', { lines: 9, length: 3 })).toBe(3);
    expect(tooLongLine('👋👋👋', { lines: 9, length: 3 })).toBeNull();
  });

  it('fits when neither the list nor an entry is too long', () => {
    expect(fits('a\nb', { lines: 2, length: 1 })).toBe(true);
    expect(fits('a\nb\nc', { lines: 2, length: 1 })).toBe(false);
  });
});
