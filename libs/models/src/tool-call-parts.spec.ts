import { describe, expect, it } from '@jest/globals';
import { ToolCallParts } from './tool-call-parts.ts';

describe('tool calls that arrive in parts', () => {
  it('are told apart by index, and by id where all have the same index', () => {
    const parts = new ToolCallParts();
    parts.add({ index: 0, id: 'a', name: 'one', arguments: '{"x"' });
    parts.add({ index: 1, id: 'b', name: 'two', arguments: '{}' });
    parts.add({ index: 0, arguments: ':1}' });
    parts.add({ index: 0, id: 'c', name: 'three', arguments: '{"y":2}' });
    expect(parts.whole()).toEqual([{ id: 'a', name: 'one', arguments: { x: 1 } }, { id: 'b', name: 'two', arguments: {} }, { id: 'c', name: 'three', arguments: { y: 2 } }]);
  });

  it('need no arguments and no id, but a name', () => {
    const parts = new ToolCallParts();
    parts.add({ index: 0, name: 'one' });
    expect(parts.whole()).toEqual([{ id: 'call_1', name: 'one', arguments: {} }]);
    parts.add({ index: 1, id: 'x' });
    expect(() => parts.whole()).toThrow('names no tool');
  });

  it('are joined once, however many parts they come in, and bounded in length', () => {
    const parts = new ToolCallParts();
    parts.add({ index: 0, id: 'a', name: 'one', arguments: '"' });
    for (let i = 0; i < 15_998; i++) parts.add({ index: 0, arguments: 'x' });
    parts.add({ index: 0, arguments: '"' });
    expect(parts.whole()[0]!.arguments).toHaveLength(15_998);
    expect(() => parts.add({ index: 0, arguments: 'x' })).toThrow('too long');
  });

  it('are bounded in number', () => {
    const parts = new ToolCallParts();
    for (let index = 0; index < 16; index++) parts.add({ index, name: 'one' });
    expect(() => parts.add({ index: 16, name: 'one' })).toThrow('too many');
  });
});
