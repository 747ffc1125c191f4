import { describe, expect, it } from '@jest/globals';
import type { Tool, ToolCall } from '#contracts';
import { changeOf, creationOf, draftOf, emptyArgument, emptyTool, fieldsFit, isComplete, testArgumentsOf } from './tool-draft.ts';
import { toldCall } from './told-call.ts';

const tool: Tool = {
  id: 'a', name: 'order_status', description: 'Where an order is.', method: 'GET', url: 'https://shop.example/{number}', timeoutMs: 5_000, maxLength: 2_000, fields: ['/status', '/items/0'], sideEffects: false, needsIdentity: true,
  enabled: true, headers: [{ name: 'X-Key' }], usedBy: [], createdAt: '2026-01-01T00:00:00Z',
  arguments: [
    { name: 'number', type: 'string', description: '', required: true, maxLength: 20 }, { name: 'days', type: 'number', description: 'How many', required: false, minimum: 1, maximum: null, whole: true },
    { name: 'size', type: 'choice', description: '', required: false, choices: ['S', 'M'] }, { name: 'gift', type: 'boolean', description: '', required: false },
  ],
};

describe('a tool in its form', () => {
  it('comes out as it went in, and keeps the headers that nobody touched', () => {
    const { id, headers, usedBy: _used, createdAt: _at, name: _name, ...rest } = tool;
    expect(changeOf(id, draftOf(tool))).toEqual({ id, ...rest, headers: headers.map(({ name }) => ({ name, value: null })) });
  });

  it('that changes something is sent as a POST, and rows without a name are left out', () => {
    const made = creationOf({ ...emptyTool(), name: ' cancel ', description: 'Cancels.', url: 'https://shop.example/', fields: '/status\n\n', sideEffects: true, headers: [{ row: 1, name: ' ', value: 'x', stored: false }] });
    expect(made).toMatchObject({ name: 'cancel', method: 'POST', fields: ['/status'], headers: [] });
  });

  it('is complete once it has a name, a purpose, an address and something to show', () => {
    const draft = { ...emptyTool(), name: 'a', description: 'b', url: 'https://c.example/' };
    expect([isComplete(draft), isComplete({ ...draft, fields: 'status' }), isComplete({ ...draft, fields: '/status' })]).toEqual([false, false, true]);
    expect([fieldsFit(''), fieldsFit('/a/0\n/b~1c'), fieldsFit('/a~2')]).toEqual([true, true, false]);
  });

  it('gives each row an identity of its own', () => {
    expect(emptyArgument().row).not.toBe(emptyArgument().row);
  });

  it('is tried with what was typed, as the types that it wants', () => {
    expect(testArgumentsOf(tool.arguments, { number: '0123', days: '3', gift: 'false', size: '' })).toEqual({ number: '0123', days: 3, gift: false });
  });
});

describe('what a model looked up', () => {
  it('is told in one line', () => {
    // The space between figure and unit is a narrow one.
    const told = (call: ToolCall): string => toldCall(call).replace(/\s/g, ' ');
    expect(told({ name: 'order_status', arguments: { number: 'BW-1', days: 3 }, outcome: 'found', ms: 120 })).toBe('used order_status (number: BW-1, days: 3): found, 120 ms');
    expect(told({ name: 'hours', arguments: {}, outcome: 'timeout', ms: 5_000 })).toBe('used hours: too slow, 5.0 s');
  });
});
