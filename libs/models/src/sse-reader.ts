import { ModelFailed } from './model-failed.ts';

/** Longest line, and longest event, in UTF-16 units; a provider that sends more is broken. */
const longestLine = 1_000_000;
const longestEvent = 1_000_000;

/**
 * The `data` of each server-sent event, in order, as many as each piece of the body completes. Characters and lines may be split over pieces anywhere; the time taken
 * grows with the bytes, not with the pieces.
 *
 * @throws ModelFailed `bad_response` when a line or an event does not end
 */
export async function* serverSentData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void, undefined> {
  const decoder = new TextDecoder();
  let started: string[] = [];
  let startedLength = 0;
  let data: string[] = [];
  let dataLength = 0;
  const take = (line: string): string | null => {
    if (line === '') {
      if (data.length === 0) return null;
      const whole = data.join('\n');
      data = [];
      dataLength = 0;
      return whole;
    }
    if (!line.startsWith('data:')) return null;
    data.push(line.slice(line[5] === ' ' ? 6 : 5));
    dataLength += line.length;
    if (dataLength > longestEvent) throw new ModelFailed('bad_response', { detail: 'an event without end' });
    return null;
  };
  for await (const piece of body) {
    const lines = decoder.decode(piece, { stream: true }).split('\n');
    const rest = lines.pop()!;
    const events: string[] = [];
    for (const end of lines) {
      const line = started.length > 0 ? started.join('') + end : end;
      started = [];
      startedLength = 0;
      const whole = take(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (whole !== null) events.push(whole);
    }
    if (events.length > 0) yield events;
    if (rest === '') continue;
    started.push(rest);
    startedLength += rest.length;
    if (startedLength > longestLine) throw new ModelFailed('bad_response', { detail: 'a line without end' });
  }
  // Some servers leave out the last blank line.
  const last = started.join('').trim();
  if (last !== '') take(last);
  if (data.length > 0) yield [data.join('\n')];
}
