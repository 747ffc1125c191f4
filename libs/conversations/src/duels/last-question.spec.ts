import { describe, expect, it } from '@jest/globals';
import { lastQuestion, type Said } from './last-question.ts';

const said = (...lines: [Said['role'], string][]): Said[] => lines.map(([role, text], at) => ({ id: String(at), role, text }));

describe('what a visitor asked last', () => {
  it('is nothing while the visitor is silent', () => {
    expect(lastQuestion(said(['assistant', 'Hello']))).toBeNull();
  });

  it('is all that the visitor said since somebody else spoke, with what was said before', () => {
    expect(lastQuestion(said(['visitor', 'Hi'], ['assistant', 'Hello'], ['visitor', 'My parcel'], ['visitor', 'It is late']))).toEqual({
      id: '3', text: 'My parcel\nIt is late', history: [{ role: 'visitor', text: 'Hi' }, { role: 'assistant', text: 'Hello' }],
    });
  });

  it('leaves out the answers that came after it', () => {
    expect(lastQuestion(said(['visitor', 'My parcel?'], ['assistant', 'No idea.'], ['agent', 'Let me look.']))).toEqual({ id: '0', text: 'My parcel?', history: [] });
  });
});
