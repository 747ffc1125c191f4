import { describe, expect, it } from '@jest/globals';
import { MOST_BYTES, rejectedCsv, sizeOf, textOf } from './import-file.ts';

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;

describe('a file of labelled questions', () => {
  it('is read when it is UTF-8, with or without its mark', () => {
    expect(textOf(bytesOf('text,category\nWo ist mein Päckchen?,parcel'))).toEqual({ text: 'text,category\nWo ist mein Päckchen?,parcel' });
  });

  it('is refused with a reason when it is empty, too large or in another encoding', () => {
    expect(textOf(bytesOf(' \n'))).toEqual({ unusable: 'empty' });
    expect(textOf(new ArrayBuffer(MOST_BYTES + 1))).toEqual({ unusable: 'tooLarge' });
    expect(textOf(new Uint8Array([0x50, 0xe4, 0x63]).buffer)).toEqual({ unusable: 'notText' });
  });

  it('has a size that a person can read', () => {
    expect([sizeOf(10), sizeOf(480_200), sizeOf(3_240_000)]).toEqual(['1\u00a0kB', '480\u00a0kB', '3.2\u00a0MB']);
  });
});

describe('the download of rejected lines', () => {
  it('quotes commas, quotes and line ends, and defuses formulas', () => {
    expect(rejectedCsv([{ line: 3, reason: 'has no text', text: 'a,"b"\nc' }, { line: 9, reason: 'has no category', text: '=1+1' }]))
      .toBe('line,reason,text\r\n3,has no text,"a,""b""\nc"\r\n9,has no category,\'=1+1\r\n');
  });
});
