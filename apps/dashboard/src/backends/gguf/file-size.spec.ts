import { describe, expect, it } from '@jest/globals';
import { fileSize } from './file-size.ts';

describe('the size of a file', () => {
  it.each([[0, '0.0 kB'], [1_400, '1.4 kB'], [482_000, '482 kB'], [28_300_000, '28 MB'], [4_920_000_000, '4.9 GB']])('of %i bytes reads %s', (bytes, told) => {
    expect(fileSize(bytes).replace('\u00a0', ' ')).toBe(told);
  });
});
