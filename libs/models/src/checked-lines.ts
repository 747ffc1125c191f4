import { ModelFailed } from './model-failed.ts';

/**
 * The same answer of a server that sends one JSON object a line; it breaks at the first line that is none. Ollama's client
 * would skip such a line and print it, a customer's words included.
 */
export const withCheckedLines = (fetch: typeof globalThis.fetch): typeof globalThis.fetch => async (input, init) => {
  const reply = await fetch(input, init);
  if (reply.body === null) return reply;
  return new Response(ReadableStream.from(checkedLines(reply.body as AsyncIterable<Uint8Array>)), { status: reply.status, headers: reply.headers });
};

async function* checkedLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()];
  let begun = '';
  for await (const piece of body) {
    const lines = (begun + decoder.decode(piece, { stream: true })).split('\n');
    begun = lines.pop()!;
    const broken = lines.findIndex((line) => line.trim() !== '' && !isJson(line));
    const whole = broken < 0 ? lines : lines.slice(0, broken);
    if (whole.length > 0) yield encoder.encode(`${whole.join('\n')}\n`);
    if (broken >= 0) throw new ModelFailed('bad_response', { detail: 'a piece of the answer is not what was agreed' });
  }
  if (begun !== '') yield encoder.encode(begun);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
