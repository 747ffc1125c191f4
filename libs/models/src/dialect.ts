import type { ChatRequest, ChatTurn, ToolSpec } from './chat-model.ts';

/** Servers of the OpenAI protocol differ in what they put up with; what one refuses it is not sent again. */
export class Dialect {
  #maxTokens: 'max_tokens' | 'max_completion_tokens' = 'max_tokens';
  #temperature = true;
  #usage = true;

  body(model: string, { messages, maxTokens, temperature, tools = [], toolChoice }: ChatRequest): string {
    return JSON.stringify({
      model, messages: messages.map(messageOf), ...(tools.length > 0 && { tools: tools.map(toolOf) }), ...(tools.length > 0 && toolChoice === 'none' && { tool_choice: 'none' }), [this.#maxTokens]: maxTokens, stream: true,
      ...(this.#temperature && { temperature }), ...(this.#usage && { stream_options: { include_usage: true } }),
    });
  }

  /** @param refusal what the server said to status 400 or 422 @returns true when it can be said in another way */
  learn(refusal: string): boolean {
    // The newer word stands in the sentence that refuses the older one.
    if (/max_completion_tokens/.test(refusal) && this.#maxTokens === 'max_tokens') this.#maxTokens = 'max_completion_tokens';
    else if (/\btemperature\b/.test(refusal) && this.#temperature) this.#temperature = false;
    else if (/stream_options|include_usage/.test(refusal) && this.#usage) this.#usage = false;
    else return false;
    return true;
  }
}

/** A turn in the words of the OpenAI protocol, which LangChain reads as well. */
export function messageOf(turn: ChatTurn): { role: string; content: string; [field: string]: unknown } {
  if (turn.role === 'tool') return { role: 'tool', tool_call_id: turn.callId, name: turn.name, content: turn.content };
  const { role, content, calls = [] } = turn;
  if (calls.length === 0) return { role, content };
  return { role, content, tool_calls: calls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: JSON.stringify(given) } })) };
}

/** A tool in the same words. */
export const toolOf = ({ name, description, parameters }: ToolSpec) => ({ type: 'function' as const, function: { name, description, parameters } });
