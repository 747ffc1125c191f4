import { CallFailed, PreviewEvent, createClient, previewAnswer, type CallOf, type Preview } from '#contracts';

/**
 * Asks a version, or a draft, a question. @param said is told what it has said so far, whenever that is more
 * @throws CallFailed
 */
export function askPreview(question: CallOf<typeof previewAnswer>, signal: AbortSignal, said: (text: string) => void): Promise<Preview> {
  const call = createClient(async (url, init) => {
    const reply = await fetch(url, { ...init, credentials: 'same-origin', headers: { ...init.headers, accept: 'text/event-stream' } });
    const { ok, headers } = reply;
    return { ok, headers, json: () => (ok ? wholeOf(reply, said) : reply.json()), text: () => reply.text(), arrayBuffer: () => reply.arrayBuffer() };
  });
  return call(previewAnswer, question, signal);
}

/** Reads a stream to its end. @throws CallFailed when it is cut before the whole answer is there */
async function wholeOf(reply: Response, said: (text: string) => void): Promise<Preview> {
  let [rest, text] = ['', ''];
  const decoder = new TextDecoder();
  const reader = reply.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const events = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = events.pop()!;
      for (const event of events.map(eventOf)) {
        if (event.type === 'answered') return event.preview;
        text += event.text;
      }
      said(text);
    }
  } catch (error) {
    throw new CallFailed(null, error);
  }
  throw new CallFailed(null);
}

const eventOf = (block: string): PreviewEvent => PreviewEvent.parse(JSON.parse(block.replace(/^data: /, '')));
