import { error, isFields, strange, warning, type Fault } from './found.ts';

const roles = ['system', 'developer', 'user', 'assistant', 'tool'];
const fields = ['role', 'content', 'name', 'weight', 'tool_calls', 'tool_call_id', 'refusal'];

/** How a list of messages has to end, or that it is one answer. */
export type Ending = 'assistant' | 'user' | 'answer';

/** Faults of a list of chat messages, each named by its place. */
export function checkMessages(value: unknown, where: string, ending: Ending): Fault[] {
  if (!Array.isArray(value)) return [error('no_messages', `"${where}" must be a list of messages.`)];
  if (value.length === 0) return [error('no_messages', `"${where}" is empty.`)];
  const faults = value.flatMap((message, at) => checkMessage(message, `${where}[${at}]`));
  if (faults.length > 0) return faults;
  return order((value as { role: string }[]).map(({ role }) => role), where, ending);
}

function checkMessage(message: unknown, where: string): Fault[] {
  if (!isFields(message)) return [error('not_a_message', `${where} must be an object with "role" and "content".`)];
  const { role, content, weight, tool_calls: calls } = message;
  const faults = strange(message, fields, where);
  if (typeof role !== 'string' || !roles.includes(role)) faults.push(error('unknown_role', `${where} has the role ${JSON.stringify(role) ?? 'nothing'}. Known: ${roles.join(', ')}.`));
  const callsTool = role === 'assistant' && Array.isArray(calls) && calls.length > 0;
  if (!callsTool && (typeof content !== 'string' || content.trim() === '')) faults.push(error('no_content', `${where} has no text in "content".`));
  if (weight !== undefined && (role !== 'assistant' || (weight !== 0 && weight !== 1))) faults.push(error('bad_weight', `${where} has a "weight" that is not 0 or 1, or is not of the assistant.`));
  if (role === 'tool' && typeof message['tool_call_id'] !== 'string') faults.push(error('no_tool_call', `${where} is a tool's answer without "tool_call_id".`));
  return faults;
}

function order(found: readonly string[], where: string, ending: Ending): Fault[] {
  if (ending === 'answer') return found.length === 1 && found[0] === 'assistant' ? [] : [error('not_one_answer', `"${where}" must hold exactly one message of the assistant.`)];
  const faults: Fault[] = [];
  if (!found.includes('user')) faults.push(error('no_question', `"${where}" has no message of the user.`));
  if (ending === 'assistant' && found.at(-1) !== 'assistant') faults.push(error('no_answer', `"${where}" must end with a message of the assistant.`));
  if (ending === 'user' && found.at(-1) === 'assistant') faults.push(error('answer_in_prompt', `"${where}" must not end with a message of the assistant: the answers stand apart.`));
  if (found.lastIndexOf('system') > 0) faults.push(error('late_system', `"${where}" has a system message that is not its first.`));
  if (found.some((role, at) => role === 'user' && found[at + 1] === 'user')) faults.push(warning('no_turns', `"${where}" has two messages of the user in a row; some chat templates refuse that.`));
  return faults;
}
