import type { ModelToolCall } from './chat-model.ts';
import { ModelFailed } from './model-failed.ts';

/** Calls of one answer, and UTF-16 units of the arguments of all of them: more is no call any more. */
const mostCalls = 16;
const longestArguments = 16_000;

/** A piece of a call as a provider streams it: its name and id first, its arguments in parts. */
export interface ToolCallPart {
  /** Which call it belongs to. Some providers say 0 for all of them, and tell them apart by id. */
  index: number;
  id?: string | null | undefined;
  name?: string | null | undefined;
  arguments?: string | null | undefined;
}

interface Begun {
  index: number;
  id: string;
  name: string;
  /** Joined once, at the end: thousands of parts cost no more than their length. */
  parts: string[];
}

/** Puts streamed tool calls together. */
export class ToolCallParts {
  private readonly begun: Begun[] = [];
  private length = 0;

  /** @throws ModelFailed `bad_response` when there is no end to it */
  add({ index, id, name, arguments: text }: ToolCallPart): void {
    const call = this.callOf(index, id ?? '');
    if (name) call.name = name;
    if (!text) return;
    call.parts.push(text);
    this.length += text.length;
    if (this.length > longestArguments) throw new ModelFailed('bad_response', { detail: 'the arguments of a tool call are too long' });
  }

  /** @throws ModelFailed `bad_response` when the arguments of one are no JSON */
  whole(): ModelToolCall[] {
    return this.begun.map(({ id, name, parts }, at) => {
      if (name === '') throw new ModelFailed('bad_response', { detail: 'a tool call names no tool' });
      return { id: id || `call_${at + 1}`, name, arguments: argumentsOf(parts.join('')) };
    });
  }

  private callOf(index: number, id: string): Begun {
    const known = this.begun.findLast((call) => call.index === index);
    if (known && (id === '' || known.id === '' || known.id === id)) {
      known.id ||= id;
      return known;
    }
    if (this.begun.length === mostCalls) throw new ModelFailed('bad_response', { detail: 'too many tool calls at once' });
    const made = { index, id, name: '', parts: [] };
    this.begun.push(made);
    return made;
  }
}

/** Nothing at all stands for no arguments. */
function argumentsOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelFailed('bad_response', { detail: 'the arguments of a tool call are no JSON', cause: error });
  }
}
